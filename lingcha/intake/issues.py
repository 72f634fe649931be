"""Every sentence that intake says, in one shape: where, what was found, what was expected, what to do.

A sentence never repeats a value of a row: the cell address is enough to find it, and values may be personal.
What stands above the header is shown, shortened and without long numbers (``privacy``).
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Template:
    """``found``, ``expected`` and ``remedy`` may hold ``{slots}``."""

    found: str
    expected: str
    remedy: str


_RESAVE = "用 Excel 或 WPS 打开原表，另存为 .xlsx 后重新报送"
_FIX_CELL = "改正该单元格后重新报送"

ISSUES: dict[str, Template] = {
    # the file as a whole
    "E_EMPTY_FILE": Template("文件是空的（0 字节）", "有内容的表格文件", "检查保存或传输是否完成，重新报送"),
    "E_TOO_LARGE": Template(
        "文件超过上限（{limit}）", "不超过上限的表格", "删除表格以外的内容，或分乡镇拆成几个文件报送"
    ),
    "E_ENCRYPTED": Template("文件设有打开密码", "不加密的表格", "取消密码后重新报送"),
    "E_FORMAT_HTML": Template("内容是网页，不是表格文件", ".xlsx、.xls 或 .csv", _RESAVE),
    "E_FORMAT_XML": Template("内容是 XML，不是表格文件", ".xlsx、.xls 或 .csv", _RESAVE),
    "E_FORMAT_MHTML": Template("内容是单个文件网页（MHTML），不是表格文件", ".xlsx、.xls 或 .csv", _RESAVE),
    "E_FORMAT_PDF": Template("内容是 PDF", ".xlsx、.xls 或 .csv", "报送原始表格，不要报送打印件或扫描件"),
    "E_FORMAT_WORD": Template(
        "内容是 Word 文档", ".xlsx、.xls 或 .csv", "把表格复制到规定的表样中，另存为 .xlsx 后重新报送"
    ),
    "E_FORMAT_OTHER_SHEET": Template("内容是 {kind} 表格", ".xlsx、.xls 或 .csv", _RESAVE),
    "E_FORMAT_ARCHIVE": Template("内容是压缩包", "直接报送表格文件", "解压后逐个报送"),
    "E_FORMAT_UNKNOWN": Template("内容不是表格，也不是文本", ".xlsx、.xls 或 .csv", _RESAVE),
    "E_ZIP_DAMAGED": Template("文件已损坏或没有传完", "能正常打开的表格", "重新保存并完整传送后再报送"),
    "E_ZIP_UNSAFE": Template("文件内部结构异常（{what}）", "由 Excel 或 WPS 保存的表格", _RESAVE),
    "E_XLS_DAMAGED": Template("旧版 .xls 文件无法读取", "能正常打开的表格", _RESAVE),
    "E_WORKBOOK_UNREADABLE": Template("工作簿无法读取", "能正常打开的表格", _RESAVE),
    "E_READER_CRASH": Template("读取时出错中止（{what}）", "能在限定的时间和内存内读完的表格", _RESAVE),
    "E_ENCODING": Template("文本编码不是 UTF-8，也不是 GB18030", "UTF-8 或 GB18030 编码的文本", _RESAVE),
    "E_TEXT_BROKEN": Template("第 {line} 行的引号没有配对或一行过长", "每行一条记录的规范文本", _RESAVE),
    "E_TEXT_TOO_LARGE": Template(
        "文本超过 {limit}", "不超过上限的表格", "删除表格以外的内容，或分乡镇拆成几个文件报送"
    ),
    # one sheet
    "E_SHEET_UNREADABLE": Template("工作表无法读取{what}", "能正常打开的工作表", _RESAVE),
    "E_SHEET_TOO_LARGE": Template(
        "单元格 {cell} 离表格太远", "表格以外没有内容的工作表", "删除表格以外的行和列后重新报送"
    ),
    "E_TOO_MANY_MERGES": Template(
        "合并单元格太多或互相重叠（{count} 处）",
        "表头以外很少合并的表格",
        "取消数据行中的合并单元格后重新报送",
    ),
    "E_SHEETS_NONE": Template("没有任何工作表有内容", "填好的表格", "检查后重新报送"),
    "E_FORM_UNKNOWN": Template("表头与任何一张规定的表都对不上", "规定表样的表头", "使用市局下发的表样填报"),
    "E_HEADER_NOT_FOUND": Template(
        "像是《{title}》，但前 {rows} 行内找不到完整表头", "表样规定的表头", "恢复表样的表头后重新报送"
    ),
    "E_TITLE_CONFLICT": Template(
        "标题写的是《{other}》，表头却是《{title}》", "标题与表头一致", "核对报的是哪张表，改正标题或表头"
    ),
    "E_TWO_HEADERS": Template(
        "第 {row} 行又出现一次表头", "一张工作表只有一个表头", "删除重复的表头，或分成两张工作表"
    ),
    "E_COLUMN_MISSING": Template(
        "第 {rows} 行的表头中没有必填列：{columns}", "表样规定的全部必填列", "补上这些列后重新报送"
    ),
    "E_COLUMN_TWICE": Template("同一列出现多次：{columns}", "每列只出现一次", "只保留正确的一列"),
    "E_COLUMN_AMBIGUOUS": Template(
        "表头 {columns} 缺少上一级标题，分不清是哪一列", "两级表头齐全", "补上第一级表头（合并单元格）"
    ),
    "E_COLUMN_UNIT": Template(
        "表头 {columns} 的计量单位与表样不同", "表样规定的计量单位", "换算成表样规定的单位"
    ),
    "E_COLUMN_BRACKET": Template(
        "表头 {columns} 括号中的话既不是计量单位，也不是必填、选填之类的说明",
        "表样规定的列名，括号中只写计量单位",
        "改用表样的列名；另有含义的，另列一栏",
    ),
    "E_UNIT_MISSING": Template(
        "表头上方没有“填报单位”，“县（市、区）”列也不是同一个单位",
        "填报单位：县（市、区）名称",
        "在表头上方注明填报单位",
    ),
    "E_UNIT_UNKNOWN": Template(
        "{cell} 注明的填报单位“{text}”不在名单内，或后面的文字认不出",
        "县（市、区）名称，后面只跟部门或乡镇名称",
        "核对单位名称，人名、电话、日期等写到别的单元格",
    ),
    "E_PART_NOT_ALLOWED": Template(
        "{cell} 注明的是乡镇，而本表不分乡镇报送", "全县（市、区）一张表", "由县级汇总后报送"
    ),
    "E_OTHER_UNIT": Template(
        "填报单位是{found}，却放在{folder}的报送目录", "本单位的表放在本单位目录", "核对后放到正确的目录"
    ),
    "E_PERIOD_MISSING": Template(
        "表头上方没有“截止日期”", "截止日期：2022年8月31日 这样的日期", "在表头上方注明截止日期"
    ),
    "E_PERIOD_UNKNOWN": Template(
        "{cell} 的截止日期“{text}”读不出来，或不够具体，或不属于任何报告期",
        "属于本表报告期（{period}）的日期",
        "改正截止日期",
    ),
    "E_PERIOD_CONFLICT": Template(
        "标题写的是“{title}”，{cell} 的截止日期却是“{text}”",
        "标题与截止日期属于同一报告期",
        "核对报的是哪一期，改正标题或截止日期",
    ),
    "E_MONEY_UNIT": Template(
        "{cell} 的单位分不清是万元还是元",
        "单位：万元 或 单位：元，只写一个；单位名称写在“填报单位：”后面",
        "改正金额单位",
    ),
    "E_MONEY_UNIT_CONFLICT": Template(
        "表头上方与列标题（{columns}）的金额单位不一致", "全表一个金额单位", "统一金额单位"
    ),
    "E_SIBLING_REJECTED": Template(
        "同一张表的另一工作表“{other}”被退回", "同一张表的各工作表都能读取", "改正那张工作表后整份重新报送"
    ),
    "E_EMPTY_FORM": Template(
        "《{title}》没有数据行",
        "至少一行数据，或注明“零报告”",
        "填报数据；确实没有的，在表下“注”中写明零报告后重新报送",
    ),
    "E_ROWS_LOST": Template("读出的行数与文件记载的行数不一致", "两次读取结果一致", _RESAVE),
    # one cell: its row is quarantined
    "E_ERROR_CELL": Template("公式出错的单元格（如 #REF!、#N/A）", "有效的值", "修正公式或直接填写数值"),
    "E_FORMULA_EMPTY": Template("公式没有计算结果", "有效的值", "用 Excel 或 WPS 打开并保存一次，再重新报送"),
    "E_CONTROL_CHARACTER": Template("看不见的控制字符", "普通文字", "删除后重新输入该单元格"),
    "E_TEXT_TOO_LONG": Template("文字超过 32,767 个字符", "简短的文字", _FIX_CELL),
    "E_NOT_TEXT": Template("时间或时长", "文字", "把单元格设为文本格式后重新输入"),
    "E_NOT_A_NUMBER": Template(
        "数值列中的文字，或夹有空格、换行的数字", "一个数字（单位见表头），中间不夹空格或换行", _FIX_CELL
    ),
    "E_NOT_INTEGER": Template("带小数的数", "整数", _FIX_CELL),
    "E_TOO_MANY_DECIMALS": Template(
        "小数位数超过 {scale} 位", "最多 {scale} 位小数", "按规定位数四舍五入后填写"
    ),
    "E_NUMBER_RANGE": Template("数值超出本列能容纳的范围", "{type} 范围内的数", "核对数值和计量单位"),
    "E_SHOWN_OTHERWISE": Template(
        "单元格显示的数与实际保存的数不同（单元格格式带百分号、缩小了位数或另写了金额单位）",
        "显示与保存一致的数，单位见表头",
        "把单元格格式改为“常规”，按表头的单位核对后重新填写",
    ),
    "E_PERCENT_AMBIGUOUS": Template(
        "分不清是 1% 还是 100%", "带百分号的数，或 0 至 100 的数", "写明百分号，如 100%"
    ),
    "E_NOT_YEAR": Template("不是年份", "四位年份，如 2022", _FIX_CELL),
    "E_NOT_DATE": Template("不是完整有效的日期", "年月日，如 2022-08-31", _FIX_CELL),
    "E_NOT_MONTH": Template("不是有效的年月", "年月，如 2022-08", _FIX_CELL),
    "E_OPEN_END": Template(
        "“至今”“长期”“在岗”一类的文字",
        "已经结束的填日期或年月，还没有结束的空着",
        "把还没有结束的这一格清空，已经结束的填写日期或年月，再重新报送",
    ),
    "E_MONTH_AMBIGUOUS": Template(
        "数字形式的年月分不清是 1 月还是 10 月",
        "年月，如 2022-10",
        "把单元格设为文本格式，按 2022-01 或 2022-10 填写",
    ),
    "E_DIGITS_LOST": Template(
        "以数字保存或显示成科学计数的长编号，末尾数字已丢失",
        "文本格式的完整编号",
        "把该列设为文本格式，重新录入完整编号",
    ),
    "E_LINE_CUT": Template(
        "文件在本行中间结束（没有换行），可能没有传完", "完整的一行", "核对文件是否完整，重新保存并报送"
    ),
    "E_RAGGED_ROW": Template(
        "本行的列数多于表头", "与表头列数相同", "检查文字中是否夹有分隔符，改用 .xlsx 报送"
    ),
}


def say(code: str, where: str, slots: Mapping[str, object]) -> str:
    """One sentence. ``where`` names the file or column; sheet and cell stand beside the message."""
    issue = ISSUES[code]
    found, expected, remedy = (t.format_map(slots) for t in (issue.found, issue.expected, issue.remedy))
    return f"{where + '：' if where else ''}发现{found}；应为{expected}；请{remedy}。"


class Rejected(Exception):
    """A file or a sheet that cannot be taken as a whole; ``slots`` fill the sentence of ``code``."""

    def __init__(self, code: str, **slots: object) -> None:
        super().__init__(code)
        self.code = code
        self.slots = slots
