"""What helps a clerk while typing: drop-downs from the code lists, type checks, comments on the headers."""

from datetime import date

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from lingcha.contract.forms import Column
from lingcha.project import read_reference

LIST_SHEET = (
    "代码_"  # one hidden sheet per list that is too long; a sheet each, so that it is written row by row
)
_EXCEL_LIST_LIMIT = 255  # characters of a list written into the validation itself, commas included
_REQUIRED = {"Y": "必填", "C": "符合条件时必填", "N": "选填"}
_KIND = {
    "id_no": "证件号码，文本格式",
    "phone": "电话号码，文本格式",
    "date": "日期，如 2022-08-31",
    "month": "年月六位，如 202208",
    "year": "四位年份",
    "int": "整数",
    "text": "文字",
    "enum": "从下拉列表选一项",
    "bool_yn": "填“是”或“否”",
    "multi_enum": "可填多项，用“、”分隔",
}


def code_labels(code_list: str, on: date | None) -> list[str]:
    """Labels of a code list, in its order, valid at a date; without a date, those that have not ended."""
    return [
        row["label_zh"]
        for row in read_reference("code_list")
        if row["code_list"] == code_list
        and (
            row["valid_from"] <= on.isoformat() <= (row["valid_to"] or "9999") if on else not row["valid_to"]
        )
    ]


def add_entry_aids(
    workbook: Workbook, sheet: Worksheet, columns: list[Column], first: int, last: int, on: date | None
) -> None:
    """Put validations on data rows first..last (as Excel counts) and a comment on each header cell."""
    for index, column in enumerate(columns):
        sheet.write_comment(
            2 if len(column.header) == 1 else 3, index, _comment(column), {"x_scale": 1.4, "y_scale": 0.8}
        )
        rule = _validation(workbook, column, on)
        if rule and last >= first:
            sheet.data_validation(first - 1, index, last - 1, index, rule)


def _comment(column: Column) -> str:
    kind = _KIND.get(column.type, "数字")
    unit = f"，单位：{column.unit}" if column.unit else ""
    return f"{column.label}\n{_REQUIRED[column.required]}；{kind}{unit}"


def _validation(workbook: Workbook, column: Column, on: date | None) -> dict[str, object] | None:
    """XlsxWriter's options of a column's check; None when anything may be typed."""
    if column.code_list:
        open_list = column.type in ("multi_enum", "text")
        return {
            "validate": "list",
            "source": _source(workbook, column.code_list, on),
            # Several labels joined by 、 are not in the list; a list of a text column only proposes.
            "show_error": not open_list,
            "error_title": "不在代码表中",
            "error_message": f"{column.label}：请从下拉列表中选择。"[:255],
        }
    if column.type in ("int", "year") or column.type.startswith("decimal("):
        bound = 10**12
        return {
            "validate": "decimal" if column.type.startswith("decimal(") else "integer",
            "criteria": "between",
            "minimum": -bound,
            "maximum": bound,
            "error_title": "应为数字",
            "error_message": f"{column.label}：只填数字，不带单位、逗号或文字。"[:255],
        }
    if column.type == "date":
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": date(1900, 3, 1),
            "maximum": date(2099, 12, 31),
            "error_title": "应为日期",
            "error_message": f"{column.label}：请按 2022-08-31 的样子填写日期。"[:255],
        }
    return None


def _source(workbook: Workbook, code_list: str, on: date | None) -> list[str] | str:
    """The labels themselves when Excel can hold them, otherwise a range of a hidden list sheet."""
    labels = code_labels(code_list, on)
    if len(",".join(labels)) <= _EXCEL_LIST_LIMIT and not any("," in label for label in labels):
        return labels
    name = LIST_SHEET + code_list
    if workbook.get_worksheet_by_name(name) is None:
        sheet = workbook.add_worksheet(name)
        sheet.hide()
        for row, label in enumerate(labels):
            sheet.write_string(row, 0, label)
    return f"={name}!$A$1:$A${len(labels)}"
