"""Invented people: ID numbers, names, telephones. No value here can belong to anybody.

ID numbers carry a valid check digit but a sequence number 990..999, which is not given out. That leaves ten
numbers per region prefix and birthday (odd ones for men, even ones for women), so a city of 1.4 million needs
several prefixes: people carry the prefix of their county as long as there is one left for their birthday,
then that of another county of the region or its neighbours, as people do who moved or married. Telephones
are 1990 plus seven digits, one per household; see ``phones``.
"""

import numpy as np
import numpy.typing as npt

from lingcha.errors import LingchaError
from lingcha.sample.apportion import Ints
from lingcha.sample.calendar import to_dates

# Present counties of the region, then 411222 陕县 (before 2016), then neighbours 新安, 栾川, 洛宁.
PREFIXES = (411202, 411203, 411221, 411224, 411281, 411282, 411222, 410323, 410324, 410328)
_PREFIX_OF_COUNTY = {"411271": 411202}  # 经济开发区 is a statistical code only
_PER_SEX = 5
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = np.array(list("10X98765432"), dtype="U1")
_CHANGE_OF_COUNTY = 16801  # 2016-01-01: nobody born later has 411222

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶闫余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_MALE = "建国志强伟军勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林欢阳海江河山岳峰磊岩松柏"
_FEMALE = "秀英桂兰玉梅丽娟艳敏静芳霞红燕玲娜萍洁莉婷慧丹雪琳晶瑶倩颖蕾薇菊荷莲杏桃枝叶琴云凤春"


def prefix_index(county_code: str) -> int:
    """Position in PREFIXES of the prefix that people of a county carry."""
    return PREFIXES.index(_PREFIX_OF_COUNTY.get(county_code, int(county_code)))


def allocate_ids(births: Ints, male: npt.NDArray[np.bool_], home: Ints) -> npt.NDArray[np.str_]:
    """One unique ID number per person.

    births: days since 1970; male: sex; home: position of the own prefix in PREFIXES.
    Raises E_SAMPLE_IDS when more people share a birthday and sex than there are numbers.
    """
    dates, group_of = np.unique(births * 2 + male, return_inverse=True)
    prefix, place = home.copy(), _rank(group_of * len(PREFIXES) + home)
    own = place < _PER_SEX
    _spill(group_of, prefix, place, own, dates // 2)
    sequence = 990 + 2 * place + male
    return _with_check_digit(PREFIXES, prefix, births, sequence)


def _spill(group_of: Ints, prefix: Ints, place: Ints, own: npt.NDArray[np.bool_], birthday: Ints) -> None:
    """Give everybody who found no number under the own prefix the next free one of the same birthday and
    sex.
    """
    groups = len(birthday)
    used = np.bincount(group_of[own] * len(PREFIXES) + prefix[own], minlength=groups * len(PREFIXES)).reshape(
        groups, len(PREFIXES)
    )
    free = _PER_SEX - used
    free[birthday >= _CHANGE_OF_COUNTY, PREFIXES.index(411222)] = 0
    until = free.cumsum(axis=1)
    others = np.flatnonzero(~own)
    rank = _rank(group_of[others])
    limits = until[group_of[others]]
    if (rank >= limits[:, -1]).any():
        raise LingchaError("E_SAMPLE_IDS", "虚构证件号码不够用：同一天出生的人过多，请减小规模。")
    chosen = (rank[:, None] >= limits).sum(axis=1)
    before = np.where(chosen > 0, limits[np.arange(len(others)), np.maximum(chosen - 1, 0)], 0)
    prefix[others] = chosen
    place[others] = used[group_of[others], chosen] + rank - before


def _rank(groups: Ints) -> Ints:
    """Position of every element inside its group, in the given order."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    first = np.r_[True, ordered[1:] != ordered[:-1]]
    starts = np.maximum.accumulate(np.where(first, np.arange(len(groups)), 0))
    ranks = np.empty(len(groups), dtype=np.int64)
    ranks[order] = np.arange(len(groups)) - starts
    return ranks


def _with_check_digit(
    prefixes: tuple[int, ...], prefix: Ints, births: Ints, sequence: Ints
) -> npt.NDArray[np.str_]:
    dates = to_dates(births)
    year = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    month = dates.astype("datetime64[M]").astype(np.int64) % 12 + 1
    in_month = (dates - dates.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64) + 1
    birthday = year * 10000 + month * 100 + in_month
    body = (np.array(prefixes, dtype=np.int64)[prefix] * 10**8 + birthday) * 1000 + sequence
    rest, total = body.copy(), np.zeros_like(body)
    for weight in reversed(_WEIGHTS):
        rest, digit = np.divmod(rest, 10)
        total += digit * weight
    return np.char.add(body.astype("U17"), _CHECK[total % 11])


def surname_indices(count: int, rng: np.random.Generator) -> Ints:
    return rng.integers(0, len(_SURNAMES), size=count)


def names(surnames: Ints, male: npt.NDArray[np.bool_], rng: np.random.Generator) -> npt.NDArray[np.str_]:
    """Full names of two or three characters from fixed lists."""
    first = np.where(male, _pick(_MALE, len(male), rng), _pick(_FEMALE, len(male), rng))
    second = np.where(male, _pick(_MALE, len(male), rng), _pick(_FEMALE, len(male), rng))
    second = np.where(rng.random(len(male)) < 0.3, "", second)
    return np.char.add(np.char.add(np.array(list(_SURNAMES))[surnames], first), second)


def _pick(characters: str, count: int, rng: np.random.Generator) -> npt.NDArray[np.str_]:
    return np.array(list(characters))[rng.integers(0, len(characters), count)]


def phones(count: int) -> npt.NDArray[np.str_]:
    """One telephone number per household: 1990 and seven digits that look scattered and never repeat."""
    # 99,991 is prime and no divisor of 10**7, so ten million steps meet no number twice.
    return (19900000000 + np.arange(count, dtype=np.int64) * 99991 % 10**7).astype("U11")


def official_phones(numbers: Ints) -> npt.NDArray[np.str_]:
    """Telephones of officials by a number of their own: 1991 and seven digits, never those of a household."""
    return (19910000000 + numbers * 99991 % 10**7).astype("U11")
