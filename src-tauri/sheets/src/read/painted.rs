//! Which pictures a page of a PDF shows, and where: its content is followed as a printer follows it.
//!
//! Only what scanners write is followed. Strokes, letters or shades painted over a picture may be marks that somebody made
//! on a screen, so such a page is not taken apart.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

/// Bytes of content that are followed, and forms within forms.
const CONTENT: usize = 8 << 20;
const DEEP: usize = 5;
/// Pictures of a page, and states kept, that are followed.
const MOST: usize = 400;

/// A map of the plane as papers write it: x and y of the first axis, of the second, and of the origin.
pub(super) type Map = [f64; 6];

/// A picture that a page shows: the stream of its samples, and where the square of side 1 is taken to.
pub(super) struct Painted<'a> {
    pub(super) stream: &'a Stream,
    pub(super) map: Map,
}

/// The pictures of a page in the order they are painted, or nothing where the page holds more than pictures.
pub(super) fn painted(document: &Document, page: ObjectId) -> Option<Vec<Painted<'_>>> {
    let content = document.get_page_content_with_limit(page, CONTENT).ok()?;
    let mut walk = Walk { document, found: Vec::new(), left: CONTENT };
    let own = document.get_dictionary(page).ok()?;
    walk.follow(&content, inherited(document, own, b"Resources")?.as_dict().ok()?, [1.0, 0.0, 0.0, 1.0, 0.0, 0.0], 0)?;
    Some(walk.found)
}

/// What a page says under a name, or the pages above it.
pub(super) fn inherited<'a>(document: &'a Document, mut node: &'a Dictionary, name: &[u8]) -> Option<&'a Object> {
    for _ in 0..32 {
        if let Ok(object) = node.get(name) {
            return document.dereference(object).ok().map(|(_, object)| object);
        }
        node = document.get_dictionary(node.get(b"Parent").ok()?.as_reference().ok()?).ok()?;
    }
    None
}

/// First one map, then another.
fn then(first: &Map, [a, b, c, d, e, f]: &Map) -> Map {
    let [x, y, u, v, s, t] = first;
    [x * a + y * c, x * b + y * d, u * a + v * c, u * b + v * d, s * a + t * c + e, s * b + t * d + f]
}

struct Walk<'a> {
    document: &'a Document,
    found: Vec<Painted<'a>>,
    /// Bytes that may still be followed: a form may be drawn again and again.
    left: usize,
}

impl<'a> Walk<'a> {
    fn follow(&mut self, content: &[u8], resources: &'a Dictionary, map: Map, deep: usize) -> Option<()> {
        self.left = self.left.checked_sub(content.len())?;
        // Letters of these two kinds leave no ink: what was recognised lies so on many scans.
        let unseen = |kind: f64| kind == 3.0 || kind == 7.0;
        let (mut map, mut letters) = (map, 0.0);
        let mut kept = Vec::new();
        let (mut numbers, mut name): (Vec<f64>, &[u8]) = (Vec::new(), b"");
        for word in Words(content) {
            let operator = match word {
                Word::Number(number) if numbers.len() < 6 => {
                    numbers.push(number);
                    continue;
                }
                Word::Name(said) => {
                    name = said;
                    continue;
                }
                Word::Number(_) | Word::Other => continue,
                Word::Operator(operator) => operator,
            };
            match operator {
                b"q" if kept.len() < MOST => kept.push((map, letters)),
                b"Q" => (map, letters) = kept.pop().unwrap_or((map, letters)),
                b"cm" => map = then(numbers.as_slice().try_into().ok()?, &map),
                b"Tr" => letters = *numbers.first()?,
                b"Do" => self.paint(name, resources, map, deep)?,
                b"q" | b"BI" | b"sh" => return None,
                b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" if !self.found.is_empty() => {
                    return None;
                }
                b"Tj" | b"TJ" | b"'" | b"\"" if !self.found.is_empty() && !unseen(letters) => return None,
                _ => {}
            }
            numbers.clear();
            name = b"";
        }
        Some(())
    }

    fn paint(&mut self, name: &[u8], resources: &'a Dictionary, map: Map, deep: usize) -> Option<()> {
        let named = self.document.get_dict_in_dict(resources, b"XObject").ok()?.get(name).ok()?;
        let stream = self.document.dereference(named).ok()?.1.as_stream().ok()?;
        match stream.dict.get(b"Subtype").ok()?.as_name().ok()? {
            b"Image" if self.found.len() < MOST => self.found.push(Painted { stream, map }),
            b"Form" if deep < DEEP => {
                let own = match stream.dict.get(b"Matrix") {
                    Ok(matrix) => numbers_of(self.document, matrix)?.as_slice().try_into().ok()?,
                    Err(_) => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
                };
                let resources = self.document.get_dict_in_dict(&stream.dict, b"Resources").unwrap_or(resources);
                let content = stream.decompressed_content_with_limit(self.left).ok()?;
                self.follow(&content, resources, then(&own, &map), deep + 1)?;
            }
            _ => return None,
        }
        Some(())
    }
}

/// The numbers of a list.
pub(super) fn numbers_of(document: &Document, list: &Object) -> Option<Vec<f64>> {
    let (_, list) = document.dereference(list).ok()?;
    let number = |object| document.dereference(object).ok()?.1.as_float().ok().map(f64::from);
    list.as_array().ok()?.iter().map(number).collect()
}

/// A word of the content of a page. Lists and dictionaries need no care, so that nothing nests here.
enum Word<'a> {
    Number(f64),
    Name(&'a [u8]),
    Operator(&'a [u8]),
    Other,
}

/// The words that are left.
struct Words<'a>(&'a [u8]);

impl<'a> Words<'a> {
    /// Takes so many bytes.
    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(count.min(self.0.len()));
        self.0 = rest;
        taken
    }

    fn take_while(&mut self, fits: impl Fn(u8) -> bool) -> &'a [u8] {
        self.take(self.0.iter().position(|byte| !fits(*byte)).unwrap_or(self.0.len()))
    }

    /// Letters in brackets, which may hold brackets.
    fn skip_letters(&mut self) {
        let (mut open, mut escaped) = (0usize, false);
        let end = self.0.iter().position(|byte| {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'(' => open += 1,
                b')' => open = open.saturating_sub(1),
                _ => {}
            }
            open == 0
        });
        self.take(end.map_or(self.0.len(), |end| end + 1));
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        self.take_while(is_blank);
        while self.0.starts_with(b"%") {
            self.take_while(|byte| !matches!(byte, b'\n' | b'\r'));
            self.take_while(is_blank);
        }
        match self.0 {
            [] => return None,
            [b'/', ..] => {
                self.take(1);
                return Some(Word::Name(self.take_while(is_regular)));
            }
            [b'(', ..] => self.skip_letters(),
            [b'<', b'<', ..] => {
                self.take(2);
            }
            [b'<', ..] => {
                self.take_while(|byte| byte != b'>');
                self.take(1);
            }
            [first, ..] if !is_regular(*first) => {
                self.take(1);
            }
            _ => {
                let word = self.take_while(is_regular);
                let number = std::str::from_utf8(word).ok().and_then(|text| text.parse::<f64>().ok());
                return Some(number.filter(|number| number.is_finite()).map_or(Word::Operator(word), Word::Number));
            }
        }
        Some(Word::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart_and_brackets_passed_over() {
        let content = b"q 2 0 0 .5 -1 +3 cm%note\n/Im0 Do (a\\)(b) Q) Tj <</A [1 2]>> <4f> '\nQ";
        let told: Vec<String> = Words(content)
            .map(|word| match word {
                Word::Number(number) => number.to_string(),
                Word::Name(name) => format!("/{}", String::from_utf8_lossy(name)),
                Word::Operator(operator) => String::from_utf8_lossy(operator).into_owned(),
                Word::Other => "-".to_owned(),
            })
            .collect();
        let wanted = "q 2 0 0 0.5 -1 3 cm /Im0 Do - Tj - /A - 1 2 - - - - ' Q";
        assert_eq!(told.join(" "), wanted);
    }

    #[test]
    fn one_map_after_another() {
        let larger = [2.0, 0.0, 0.0, 3.0, 0.0, 0.0];
        let moved = [1.0, 0.0, 0.0, 1.0, 10.0, 20.0];
        assert_eq!(then(&larger, &moved), [2.0, 0.0, 0.0, 3.0, 10.0, 20.0]);
        assert_eq!(then(&moved, &larger), [2.0, 0.0, 0.0, 3.0, 20.0, 60.0]);
    }
}
