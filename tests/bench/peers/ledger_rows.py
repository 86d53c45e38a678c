"""The rows of tests/documents/papers.rs `ledger`, for the peers that print it."""
OPINIONS = [
    "村口路灯有三盏不亮，晚上老人出行不便，希望尽快维修。",
    "建议在文化广场加装两张石凳。",
    "河涌边垃圾较多，建议增加清理次数，并在桥头设立警示牌；同时建议村委与镇水利所一起核查排污口，公布核查结果。",
    "公交班次少。",
]
HEADS = ["台账编号", "日期", "村（社区）", "参加代表", "接待", "走访", "意见建议", "办理情况", "状态"]
# Widths in millimetres on a wide A4 page, as the columns of ours come out.
WIDTHS = [20, 24, 22, 32, 10, 10, 80, 50, 18]


def rows(count):
    for at in range(count):
        yield [
            f"2026-{at + 1:04}", f"2026年{at % 12 + 1}月{at % 28 + 1}日", f"第{at % 39 + 1}村",
            ["陈志强、曾凡", "单丽华", "仇德海、欧阳国梁、解小燕", "翟启明"][at % 4], str(at * 7 % 31), str(at * 5 % 17),
            OPINIONS[at % 4], ["已转镇城管办，九月底前完成。", "当场答复", "", "已办结，群众满意"][at % 4],
            ["办理中", "当场答复", "登记", "办结"][at % 4],
        ]
