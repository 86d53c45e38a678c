//! Papers the tests and the samples print. All names are invented or common ones.
#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing)]

use zhudian_paper::*;

pub const VILLAGES: [&str; 39] = [
    "里水社区",
    "沙涌社区",
    "金溪社区",
    "邓岗社区",
    "甘蕉村",
    "大步社区",
    "胜利社区",
    "草场社区",
    "和顺社区",
    "逢涌社区",
    "官和社区",
    "河塱沙社区",
    "洲村社区",
    "海南洲社区",
    "岗联社区",
    "小布村",
    "文教村",
    "宏岗村",
    "赤山村",
    "大石村",
    "北沙村",
    "建星村",
    "贤寮村",
    "麻奢村",
    "白岗社区",
    "鹤峰社区",
    "石塘村",
    "孔村村",
    "鲁岗村",
    "得胜村",
    "流潮社区",
    "布新村",
    "共同村",
    "旗峰社区",
    "丰岗社区",
    "麻奢圩社区",
    "展旗社区",
    "怡海社区",
    "里水工业园",
];

pub fn pages() -> String {
    "第{page}页，共{pages}页".to_owned()
}

pub fn day() -> DayPattern {
    DayPattern("{y}年{m}月{d}日".to_owned())
}

fn signatures() -> Vec<SignaturePlace> {
    ["填报单位：", "填报人：", "审核人：", "负责人：", "日期："]
        .iter()
        .enumerate()
        .map(|(place, label)| SignaturePlace {
            label: (*label).to_owned(),
            value: if place == 0 { "中共里水镇委员会".into() } else { Text::default() },
        })
        .collect()
}

pub fn month() -> Document {
    let mut table = Table {
        columns: vec![
            Column::count("序号", Width::Chars(3)).not_added().centred(),
            Column::text("村（社区）", Width::Chars(6)),
            Column::text("责任人", Width::Chars(4)).centred(),
            Column::count("应驻", Width::Chars(3)),
            Column::count("实驻", Width::Chars(3)),
            Column::count("停驻", Width::Chars(3)),
            Column::count("参加人次", Width::Chars(3)),
            Column::count("接待人次", Width::Chars(3)),
            Column::count("走访户次", Width::Chars(3)),
            Column::count("企业商户家次", Width::Chars(4)),
            Column::count("条数", Width::Chars(3)),
            Column::count("办结", Width::Chars(3)),
            Column::text("备注", Width::Share(1)),
        ],
        head: vec![
            vec![
                HeadCell::deep("序号", 2),
                HeadCell::deep("村（社区）", 2),
                HeadCell::deep("责任人", 2),
                HeadCell::over("驻点（次）", 3),
                HeadCell::deep("参加人次", 2),
                HeadCell::deep("接待人次", 2),
                HeadCell::deep("走访户次", 2),
                HeadCell::deep("企业商户家次", 2),
                HeadCell::over("意见（条）", 2),
                HeadCell::deep("备注", 2),
            ],
            ["应驻", "实驻", "停驻", "提出", "办结"].iter().map(|text| HeadCell::new(*text)).collect(),
        ],
        unit: Some("单位：次、人次、户次、家次、条".to_owned()),
        ..Table::default()
    };
    let names = ["陈志强", "曾凡", "单丽华", "仇德海", "𬸦文", "欧阳国梁", "解小燕", "翟启明"];
    for (index, village) in VILLAGES.iter().enumerate() {
        let n = i64::try_from(index).unwrap();
        if index == 0 {
            table.rows.push(Row::group("第一片（里水片）"));
        } else if index == 20 {
            let rows = table.rows.len();
            table.sum(RowKind::Subtotal, "小计", 0..rows);
            table.rows.push(Row::group("第二片（和顺片）"));
        }
        let note = match index {
            3 => "因台风停驻1次，已改期至9月18日补驻",
            8 => "零报告",
            _ => "",
        };
        table.rows.push(Row::body(vec![
            (n + 1).into(),
            (*village).into(),
            Text::name(names[index % names.len()]).into(),
            4.into(),
            (4 - n % 7 / 6).into(),
            (n % 7 / 6).into(),
            (6 + n * 7 % 13).into(),
            (n * 31 % 57).into(),
            (n * 17 % 43).into(),
            (n * 11 % 19).into(),
            (n * 5 % 12).into(),
            (n * 5 % 12 * 3 / 4).into(),
            note.into(),
        ]));
    }
    table.sum(RowKind::Subtotal, "小计", 22..table.rows.len());
    table.total("合计");
    Document {
        title: "里水镇党代表驻点联系群众工作月汇总表".into(),
        subtitle: Some("2026年9月".into()),
        marking: Some("内部资料".to_owned()),
        setting: Setting::A4_WIDE,
        meta: vec![MetaLine(vec!["填报单位：中共里水镇委员会".into(), "基准日：2026年9月30日".into()])],
        blocks: vec![Block::Table(table)],
        signatures: signatures(),
        definitions: vec![
            "说明：1. “参加人次”为参加驻点的党代表和团队成员人次，同一人一天计一次；“接待人次”含座谈。".into(),
            "2. “实驻”含改期补驻，不含停驻；意见“办结”按办结日期计入本期。".into(),
        ],
        foot: Foot {
            pages: pages(),
            proof: Some("校验码 7F3A-22C1-90DE".to_owned()),
            note: Some("2026年10月8日印".to_owned()),
        },
    }
}

pub fn ledger(rows: usize) -> Document {
    let mut table = Table {
        columns: vec![
            Column::text("台账编号", Width::Chars(5)).centred(),
            Column::day("日期", Width::Chars(6), DayPattern::default()),
            Column::text("村（社区）", Width::Chars(5)),
            Column::text("参加代表", Width::Chars(8)),
            Column::count("接待", Width::Chars(2)),
            Column::count("走访", Width::Chars(2)),
            Column::text("意见建议", Width::Share(3)),
            Column::text("办理情况", Width::Share(2)),
            Column::text("状态", Width::Chars(4)).centred(),
        ],
        ..Table::default()
    };
    let opinions = [
        "村口路灯有三盏不亮，晚上老人出行不便，希望尽快维修。",
        "建议在文化广场加装两张石凳。",
        "河涌边垃圾较多，建议增加清理次数，并在桥头设立警示牌；同时建议村委与镇水利所一起核查排污口，公布核查结果。",
        "公交班次少。",
    ];
    for index in 0..rows {
        let n = i64::try_from(index).unwrap();
        table.rows.push(Row::body(vec![
            format!("2026-{:04}", index + 1).into(),
            Cell::day(format!("2026-{:02}-{:02}", index % 12 + 1, index % 28 + 1)),
            VILLAGES[index % 39].into(),
            ["陈志强、曾凡", "单丽华", "仇德海、欧阳国梁、解小燕", "翟启明"][index % 4].into(),
            (n * 7 % 31).into(),
            (n * 5 % 17).into(),
            opinions[index % 4].into(),
            ["已转镇城管办，九月底前完成。", "当场答复", "", "已办结，群众满意"][index % 4].into(),
            ["办理中", "当场答复", "登记", "办结"][index % 4].into(),
        ]));
    }
    table.total("合计");
    Document {
        title: "驻点联系群众意见台账".into(),
        marking: Some("内部资料".to_owned()),
        setting: Setting::A4_WIDE,
        meta: vec![MetaLine(vec![
            "里水镇".into(),
            "2026年1月1日至2026年12月31日".into(),
            format!("共{rows}条").into(),
        ])],
        blocks: vec![Block::Table(table)],
        signatures: signatures(),
        foot: Foot { pages: pages(), proof: Some("校验码 0A11".to_owned()), note: None },
        ..Document::default()
    }
}

pub fn page_sums() -> Document {
    let mut document = ledger(60);
    if let Some(Block::Table(table)) = document.blocks.first_mut() {
        table.page_sum = Some("本页小计".to_owned());
    }
    document
}

pub fn slips() -> Document {
    let mut blocks = Vec::new();
    for (index, name) in ["陈志强", "𬸦文", "欧阳国梁"].iter().enumerate() {
        let title = || Text::from("党代表履职情况提示单");
        let meta = vec![MetaLine(vec!["里水代表团第六组".into(), "基准日：2026年9月30日".into()])];
        if index > 0 {
            blocks.push(Block::NewPaper { title: title(), meta });
        }
        blocks.push(Block::Fields(Fields {
            label_chars: 5,
            rows: vec![
                FieldRow {
                    fields: vec![
                        Field::new("姓名", Text::name(*name)),
                        Field::new("代表层级", "镇、区"),
                        Field::new("联系村", "赤山村"),
                    ],
                    height: 0,
                },
                FieldRow {
                    fields: vec![Field::new("单位职务", "里水镇农业农村办公室副主任")], height: 0
                },
            ],
        }));
        let mut table = Table {
            columns: vec![
                Column::text("职责", Width::Chars(8)),
                Column::text("期间", Width::Chars(10)).centred(),
                Column::count("应完成", Width::Chars(3)),
                Column::count("已完成", Width::Chars(3)),
                Column::text("情况", Width::Chars(5)).centred(),
                Column::text("说明", Width::Share(1)),
            ],
            ..Table::default()
        };
        for (duty, window, state) in [
            ("联系党员群众", "1月1日至2月28日", "已完成"),
            ("联系党员群众", "3月1日至4月30日", "已完成"),
            ("参加团组会议", "1月1日至6月30日", "待完成"),
            ("提出提案提议", "1月1日至12月31日", "未到期"),
        ] {
            table.rows.push(Row::body(vec![
                duty.into(),
                window.into(),
                1.into(),
                i64::from(state == "已完成").into(),
                state.into(),
                if state == "已完成" { "2026年2月11日走访赤山村，登记号2026-0031" } else { "" }.into(),
            ]));
        }
        blocks.push(Block::Table(table));
        blocks.push(Block::styled(
            ParagraphStyle::Note,
            "本单供本人及工作人员核对，不公示、不排名。对情况有异议的，请与镇党建办联系。",
        ));
        blocks.push(Block::Signatures(vec![
            SignaturePlace { label: "本人核对：".into(), value: Text::default() },
            SignaturePlace { label: "日期：".into(), value: Text::default() },
        ]));
    }
    Document {
        title: "党代表履职情况提示单".into(),
        marking: Some("内部资料".to_owned()),
        meta: vec![MetaLine(vec!["里水代表团第六组".into(), "基准日：2026年9月30日".into()])],
        blocks,
        foot: Foot { pages: pages(), proof: Some("校验码 51C0".to_owned()), note: None },
        ..Document::default()
    }
}

pub fn reception() -> Document {
    let fields = Fields {
        label_chars: 5,
        rows: vec![
            FieldRow {
                fields: vec![Field::new("村（社区）", "赤山村"), Field::new("台账编号", "2026-0187")],
                height: 0,
            },
            FieldRow {
                fields: vec![
                    Field::new("驻点时间", "2026年9月15日（星期二）上午"),
                    Field::new("地点", "赤山村党群服务中心"),
                ],
                height: 0,
            },
            FieldRow {
                fields: vec![Field::new("责任人", Text::name("陈志强")), Field::new("联络员", Text::name("曾凡"))],
                height: 0,
            },
            FieldRow { fields: vec![Field::new("参加代表", "").weighing(1)], height: 140 },
            FieldRow {
                fields: vec![Field::new("接待人次", ""), Field::new("走访户次", ""), Field::new("企业商户", "")],
                height: 100,
            },
        ],
    };
    let mut table = Table {
        columns: vec![
            Column::count("序号", Width::Chars(2)).not_added().centred(),
            Column::text("意见建议内容", Width::Share(4)),
            Column::text("提出人（可不填）", Width::Chars(5)).centred(),
            Column::text("联系电话（可不填）", Width::Chars(6)).centred(),
            Column::text("处理方式", Width::Chars(5)).centred(),
        ],
        row_height: 150,
        caption: Some("意见建议".into()),
        ..Table::default()
    };
    for n in 1..=6_i64 {
        table.rows.push(Row::body(vec![n.into(), "".into(), "".into(), "".into(), "".into()]));
    }
    Document {
        title: "党代表驻点接待登记表".into(),
        marking: Some("内部资料".to_owned()),
        meta: vec![MetaLine(vec!["里水镇".into(), "第38周".into()])],
        blocks: vec![
            Block::Fields(fields),
            Block::Table(table),
            Block::heading(2, "工作小结"),
            Block::Lines(WritingLines { count: 4, pitch: 90 }),
        ],
        signatures: vec![
            SignaturePlace { label: "登记人：".into(), value: Text::default() },
            SignaturePlace { label: "责任人：".into(), value: Text::default() },
            SignaturePlace { label: "日期：".into(), value: Text::default() },
        ],
        foot: Foot { pages: pages(), proof: None, note: None },
        ..Document::default()
    }
}

pub fn letter() -> Document {
    let body = "按照《关于做好党代表驻点联系群众工作的通知》要求，我镇组织72名党代表、39个驻点团队在全镇39个村（社区）开展驻点联系工作。现将2026年第三季度有关情况报告如下。";
    let letter = Letter {
        head: Some("中共里水镇委员会文件".into()),
        number: "里委〔2026〕18号".into(),
        title: "关于2026年第三季度党代表\n驻点联系群众工作情况的报告".into(),
        addressee: "中共南海区委党代表联络工作办公室：".into(),
        parts: vec![
            LetterPart::body(body),
            LetterPart::heading(LetterLevel::First, "一、基本情况"),
            LetterPart::body(
                "全镇共开展驻点156次，参加人次1,323人次，接待群众2,410人次，走访1,876户次、企业商户402家次，收集意见998条，已办结731条。",
            ),
            LetterPart::heading(LetterLevel::Second, "（一）驻点团队到位情况"),
            LetterPart::body("39个驻点团队全部落实责任人和联络员。因台风停驻的4个村均已改期补驻。"),
            LetterPart::heading(LetterLevel::First, "二、存在问题"),
            LetterPart::body("部分意见涉及区级部门，办理时间较长，建议由区委党联办统一协调。"),
            LetterPart::body("特此报告。"),
        ],
        annexes: vec![
            "附件：1. 2026年第三季度驻点联系群众工作汇总表".into(),
            "2. 提请区级部门协调办理的意见清单（共27条，含办理建议和联系人）".into(),
        ],
        signed: vec!["中共里水镇委员会".into()],
        day: "2026年10月8日".into(),
        note: "（联系人：曾凡，联系电话：0757-85660000）".into(),
        copies: "抄送：区人大常委会代表工作委员会，区政协提案委员会。".into(),
        printed_by: "里水镇党建工作办公室".into(),
        printed_on: "2026年10月8日印发".into(),
    };
    Document {
        title: "关于2026年第三季度党代表驻点联系群众工作情况的报告".into(),
        blocks: vec![Block::Letter(Box::new(letter))],
        foot: Foot { pages: "{page}".to_owned(), proof: None, note: None },
        ..Document::default()
    }
}

pub fn coverage() -> Document {
    let mut table = Table {
        columns: vec![
            Column::text("村（社区）", Width::Chars(6)),
            Column::text("责任人", Width::Chars(4)).centred(),
            Column::text("联络员及电话", Width::Chars(8)),
            Column::text("驻点团队成员", Width::Share(3)),
            Column::text("联系党代表", Width::Share(3)),
            Column::count("户数", Width::Chars(4)),
            Column::count("企业商户", Width::Chars(4)),
            Column::text("驻点时间地点", Width::Share(2)),
        ],
        ..Table::default()
    };
    for (index, village) in VILLAGES.iter().enumerate() {
        let n = i64::try_from(index).unwrap();
        table.rows.push(Row::body(vec![
            (*village).into(),
            if index == 5 { "（空缺）" } else { "陈志强" }.into(),
            "曾凡 13800138000".into(),
            "陈志强、曾凡、单丽华、仇德海".into(),
            "欧阳国梁、解小燕、翟启明、𬸦文".into(),
            (800 + n * 137).into(),
            (20 + n * 41).into(),
            "每周二上午 党群服务中心一楼".into(),
        ]));
    }
    table.total("合计");
    Document {
        title: "里水镇驻点全覆盖情况表".into(),
        marking: Some("内部资料".to_owned()),
        setting: Setting::A3_WIDE,
        meta: vec![MetaLine(vec!["填报单位：中共里水镇委员会".into(), "2026年9月30日".into()])],
        blocks: vec![Block::Table(table)],
        signatures: signatures(),
        foot: Foot { pages: pages(), proof: Some("校验码 88B2".to_owned()), note: None },
        ..Document::default()
    }
}

pub fn key() -> Document {
    Document {
        title: "恢复密钥".into(),
        marking: Some("内部资料".to_owned()),
        meta: vec![MetaLine(vec!["里水镇".into(), "2026年9月30日印".into()])],
        blocks: vec![
            Block::paragraph("本密钥可打开本单位的全部资料。请密封后交单位保管，不要拍照，不要放在电脑里。"),
            Block::styled(ParagraphStyle::Key, "K7QF-3MDA-99XT-PLB2\nWE4N-0RSC-7H6V-Z1JG"),
            Block::heading(1, "一、什么时候用"),
            Block::styled(ParagraphStyle::Item, "1. 所有经办人都忘记口令时。"),
            Block::styled(
                ParagraphStyle::Item,
                "2. 换电脑恢复备份，而备份里的口令都不能用时。恢复后请立即重新设置口令，并打印新的恢复密钥，旧的当场销毁。",
            ),
            Block::heading(2, "（一）怎样保管"),
            Block::styled(ParagraphStyle::Flush, "装入信封，封口签字，交单位保密柜。"),
        ],
        signatures: vec![
            SignaturePlace { label: "打印人：".into(), value: Text::default() },
            SignaturePlace { label: "保管人：".into(), value: Text::default() },
            SignaturePlace { label: "日期：".into(), value: Text::default() },
        ],
        foot: Foot { pages: pages(), proof: None, note: None },
        ..Document::default()
    }
}

pub fn entry() -> EntryBook {
    let column = |name: &str, kind: EntryKind, width: u16, required: bool| EntryColumn {
        name: name.to_owned(),
        kind,
        width,
        required,
        ..EntryColumn::default()
    };
    let villages = VILLAGES.iter().map(|village| (*village).to_owned()).collect();
    let mut kind =
        column("走访方式", EntryKind::Proposed(vec!["接待".into(), "入户走访".into(), "座谈".into()]), 6, false);
    kind.hint = "可从列表中选，也可自己填写".to_owned();
    let mut day = column("日期", EntryKind::Day { from: "2020-01-01".into(), to: "2035-12-31".into() }, 6, true);
    day.refusal = "日期写成2026-9-15的样子".to_owned();
    EntryBook {
        lists_name: "选项".to_owned(),
        sheets: vec![EntrySheet {
            name: "走访台账".to_owned(),
            title: "党代表走访台账（空白填报模板）".to_owned(),
            notes: vec!["填写说明：加粗框的列必填；同一次走访提出多条意见的，每条写一行。".to_owned()],
            columns: vec![
                day,
                column("村（社区）", EntryKind::OneOf(villages), 8, true),
                column("参加代表", EntryKind::Text, 12, true),
                kind,
                column("接待人次", EntryKind::Count(9999), 4, false),
                column("联系电话", EntryKind::Text, 8, false),
                column("意见建议", EntryKind::Text, 24, false),
            ],
            rows: 200,
            marking: Some("内部资料".to_owned()),
            setting: Setting::A4_WIDE,
        }],
    }
}

pub fn all() -> Vec<(&'static str, Document)> {
    vec![
        ("month", month()),
        ("ledger", ledger(60)),
        ("page-sums", page_sums()),
        ("slips", slips()),
        ("reception", reception()),
        ("letter", letter()),
        ("coverage", coverage()),
        ("key", key()),
    ]
}
