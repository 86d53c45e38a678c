//! A chart of shares below its table: a bar a row, patterns that a copy in black and white keeps apart.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartPatternFill,
    ChartPatternFillType, ChartSolidFill, ChartType, Worksheet, XlsxError,
};
use zhudian_paper::Sheet;

use super::column_number;
use crate::plan::clean;

/// Points a row of a sheet is high.
const ROW: u32 = 15;

/// A fill that other programs draw alike: dense grids of some look solid there.
#[derive(Clone, Copy)]
enum Fill {
    Solid(&'static str),
    Pattern(ChartPatternFillType),
}

const FILLS: [Fill; 6] = [
    Fill::Solid("#5F5F5F"),
    Fill::Pattern(ChartPatternFillType::DiagonalStripesWideUpwards),
    Fill::Solid("#D9D9D9"),
    Fill::Solid("#FFFFFF"),
    Fill::Pattern(ChartPatternFillType::HorizontalStripesDark),
    Fill::Pattern(ChartPatternFillType::SmallConfetti),
];

fn look(index: usize) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_border(ChartLine::new().set_color("#404040").set_width(0.5));
    match FILLS.get(index % FILLS.len()).copied().unwrap_or(Fill::Solid("#5F5F5F")) {
        Fill::Pattern(pattern) => {
            let mut fill = ChartPatternFill::new();
            fill.set_pattern(pattern).set_foreground_color("#404040").set_background_color("#FFFFFF");
            format.set_pattern_fill(&fill);
        }
        Fill::Solid(colour) => {
            format.set_solid_fill(ChartSolidFill::new().set_color(colour));
        }
    }
    format
}

/// Draws the chart of a sheet whose body begins at a row, below another. Answers how many rows it covers.
pub(super) fn add(page: &mut Worksheet, sheet: &Sheet, first: u32, below: u32) -> Result<u32, XlsxError> {
    let rows = u32::try_from(sheet.table.rows.len()).unwrap_or(1);
    let last = first + rows.saturating_sub(1);
    let name = page.name();
    let mut chart = Chart::new(ChartType::BarPercentStacked);
    for (index, column) in sheet.table.columns.iter().skip(1).take(sheet.charted).enumerate() {
        let at = column_number(index + 1);
        chart
            .add_series()
            .set_categories((name.as_str(), first, 0, last, 0))
            .set_values((name.as_str(), first, at, last, at))
            .set_name(&clean(&column.name))
            .set_format(&mut look(index))
            .set_gap(45)
            .set_overlap(100);
    }
    // The axes of a lying chart are named as they are seen: x is the share, y the rows. Rows are counted from below there and
    // from above on paper; turned round they would take the figures of the shares to the top.
    chart.x_axis().set_num_format("0%").set_major_gridlines(true).set_label_position(ChartAxisLabelPosition::High);
    chart.y_axis().set_reverse().set_major_gridlines(false);
    chart.title().set_name(sheet.name.as_str()).set_font(ChartFont::new().set_size(11));
    chart.legend().set_position(ChartLegendPosition::Bottom);
    let high = 90 + rows * 26;
    chart.set_width(640).set_height(high);
    chart.set_alt_text(sheet.name.as_str());
    page.insert_chart(below, 0, &chart)?;
    // Pixels to points, and a row more for what is cut.
    Ok(high * 3 / 4 / ROW + 2)
}
