//! Example forms and the fonts to print them with.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};
use zhudian_paper::code::BatchCode;
use zhudian_paper::form::{ExampleLine, Form, FormItem, FormKind, Grade, MetaField};
use zhudian_sheets::{Batch, Face, Fonts};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The bundled fonts where npm has put them, else Debian's collection of the same design.
pub fn fonts() -> &'static Fonts {
    static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
        let bundled =
            |family: &str, file: &str| root().join(format!("node_modules/@expo-google-fonts/{family}/{file}"));
        let face = |bundled: PathBuf, debian: &str| {
            let debian = PathBuf::from("/usr/share/fonts/opentype/noto").join(debian);
            // Simplified Chinese is the third face of Debian's collections: JP, KR, SC, TC, HK.
            let (path, index) = if bundled.exists() { (bundled, 0) } else { (debian, 2) };
            let bytes = std::fs::read(&path).unwrap_or_else(|error| {
                panic!("{}: {error}; install fonts-noto-cjk or run npm install", path.display())
            });
            vec![Face::new(Arc::new(bytes), index)]
        };
        Fonts {
            title: face(bundled("noto-serif-sc", "700Bold/NotoSerifSC_700Bold.ttf"), "NotoSerifCJK-Bold.ttc"),
            text: face(bundled("noto-serif-sc", "400Regular/NotoSerifSC_400Regular.ttf"), "NotoSerifCJK-Regular.ttc"),
            strong: face(bundled("noto-sans-sc", "700Bold/NotoSansSC_700Bold.ttf"), "NotoSansCJK-Bold.ttc"),
        }
    });
    &FONTS
}

fn grades() -> Vec<Grade> {
    let grades = [("good", "满意"), ("fair", "较满意"), ("plain", "一般"), ("bad", "不满意"), ("unknown", "不了解")];
    grades.iter().map(|(code, label)| Grade { code: (*code).into(), label: (*label).into() }).collect()
}

fn frame(village: &str) -> Form {
    Form {
        office: "中共佛山市南海区里水镇委员会".into(),
        instructions: vec![
            "1. 请在每一行您认为合适的方框内打“√”，每行只选一项。".into(),
            "2. 打错了不要紧：把打错的方框涂满，再在正确的方框内打“√”。".into(),
            "3. 不清楚的可选“不了解”。填好后请亲手投入票箱，无需经他人转交。".into(),
        ],
        example: Some(ExampleLine {
            lead: "示例：".into(),
            ticked: "表示选中这一项".into(),
            filled: "表示这一项作废".into(),
        }),
        grades: grades(),
        meta: vec![
            MetaField { label: "村（社区）：".into(), value: village.into() },
            MetaField { label: "年度：".into(), value: "2026年".into() },
            MetaField { label: "评议日期：".into(), value: String::new() },
        ],
        notice: "请勿署名、盖章、按手印；铅笔、钢笔、圆珠笔均可。".into(),
        closing: "感谢您的参与！您的意见只用于改进党代表工作。".into(),
        page_label: "第 {page} 页，共 {pages} 页".into(),
        continued: "（续）".into(),
        ..Form::default()
    }
}

/// One delegate, eight points.
pub fn delegate_form(village: &str) -> Form {
    let points = [
        "按时到驻点接待群众，遇特殊情况提前告知",
        "主动上门走访农户和企业商户",
        "耐心听取意见，不推诿、不敷衍",
        "对群众反映的问题有登记、有答复",
        "推动解决村里的实际困难",
        "宣传党的路线方针政策，讲得清、听得懂",
        "遵纪守法，作风正派，处事公道",
        "对该代表履职情况的总体评价",
    ];
    Form {
        kind: FormKind::OneDelegate,
        title: "党代表履职情况群众评议表".into(),
        subtitle: "被评议代表：曾嘉欣".into(),
        row_head: "评议内容".into(),
        items: points
            .iter()
            .enumerate()
            .map(|(at, text)| FormItem { code: format!("q{}", at + 1), text: (*text).into(), note: String::new() })
            .collect(),
        ..frame(village)
    }
}

/// A team of `count` delegates.
pub fn team_form(village: &str, count: usize) -> Form {
    let names = [
        "曾嘉欣",
        "单志强",
        "仇玉兰",
        "欧阳建国",
        "区绍明",
        "梁惠芳",
        "陈𬭎",
        "翟秀英",
        "盖文杰",
        "朴成华",
        "黎㛃",
        "司徒美玲",
    ];
    Form {
        kind: FormKind::Team,
        title: "驻点团队党代表履职情况群众评议表".into(),
        subtitle: format!("{village}驻点团队"),
        row_head: "被评议代表".into(),
        items: (0..count)
            .map(|at| FormItem {
                code: format!("d{}", at + 1),
                text: names[at % names.len()].into(),
                note: if at % 3 == 0 { "责任人".into() } else { String::new() },
            })
            .collect(),
        ..frame(village)
    }
}

pub fn batch(form: Form, code: u32, copies: u32) -> Batch {
    Batch { form, code: BatchCode::from_bits(code), copies, sheet_numbers: Vec::new() }
}
