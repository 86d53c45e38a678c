//! Passphrases and the recovery key.
//!
//! The file is encrypted with a random key. Each person has a slot: a key pair whose secret half is wrapped under a key
//! derived from the passphrase by Argon2id, and the file key sealed to the public half, so that a new file key reaches
//! everybody who still has a slot. Slots lie in a small file beside the database and in every backup; a slot is labelled by a
//! keyed hash of the person's name, so the file does not tell who works here. The printed recovery key *is* the file
//! key in readable letters, with check letters, and opens the bare database when the slot file is lost.

use super::disk::Laid;
use super::file::FileKey;
use super::ids::{hex, random_bytes};
use super::refusal::{Result, refuse};
use super::sealing::{self, Sealed};
use super::tries::Tries;
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Shortest passphrase taken, in places: a Han character counts as two, being one of thousands.
pub const SHORTEST: usize = 8;

/// Letters of the recovery key: digits and capitals without I, L, O and U, which are misread on paper (Crockford).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Layout of the slot file.
const FORMAT: u32 = 2;

/// Cost of Argon2id: the second choice of RFC 9106 (64 MiB, three passes, four lanes). Stored with each slot.
const MEMORY_KIB: u32 = 65_536;
const PASSES: u32 = 3;
const LANES: u32 = 4;

#[derive(Serialize, Deserialize, Clone)]
struct Slot {
    label: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
    nonce: String,
    /// Secret half of the person's key pair, wrapped under the passphrase.
    wrapped: String,
    /// Public half: a new file key can be sealed to it while the person is away.
    public: String,
    /// The file key, sealed to the public half.
    sealed: Sealed,
}

/// The slot file.
#[derive(Serialize, Deserialize, Clone)]
pub struct Slots {
    format: u32,
    label_key: String,
    /// Tells the right recovery key from a wrong one: SHA-256 of a fixed text and the file key.
    check: String,
    slots: Vec<Slot>,
}

/// Whether a passphrase is long enough.
///
/// # Errors
/// `keys.short` for one under eight places.
pub fn long_enough(passphrase: &str) -> Result<()> {
    let places: usize = passphrase.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum();
    if places < SHORTEST { Err(refuse("keys.short").with("least", SHORTEST)) } else { Ok(()) }
}

/// Path of the slot file beside a database.
#[must_use]
pub fn slots_path(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".keys");
    PathBuf::from(name)
}

impl Slots {
    /// Slots of a new file, none filled.
    ///
    /// # Errors
    /// When the system has no random source.
    pub fn new(key: &FileKey) -> Result<Self> {
        Ok(Self { format: FORMAT, label_key: hex(&random_bytes::<32>()?), check: check(key), slots: Vec::new() })
    }

    /// Reads the slot file of a database.
    ///
    /// # Errors
    /// `keys.missing` when it is not there, `keys.damaged` when it does not read.
    pub fn read(database: &Path) -> Result<Self> {
        let path = slots_path(database);
        let bytes = std::fs::read(&path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => refuse("keys.missing").because(error),
            _ => error.into(),
        })?;
        let slots: Self = serde_json::from_slice(&bytes).map_err(|error| refuse("keys.damaged").because(error))?;
        if slots.format == FORMAT { Ok(slots) } else { Err(refuse("keys.damaged").because(slots.format)) }
    }

    /// Writes the slot file: temporary name, sync, rename, sync of the folder.
    ///
    /// # Errors
    /// What the disk says; the old file stays then.
    pub fn write(&self, database: &Path) -> Result<()> {
        self.lay(database)?.take_place()
    }

    /// Lays the slots beside the slot file, to take its place when the operation they belong to is committed.
    ///
    /// # Errors
    /// What the disk says; nothing is left then.
    pub fn lay(&self, database: &Path) -> Result<Laid> {
        Laid::beside(&slots_path(database), &serde_json::to_vec_pretty(self)?)
    }

    /// Fills or replaces the slot of a person.
    ///
    /// # Errors
    /// `keys.short` for a passphrase under eight places.
    pub fn set(&mut self, person: &str, passphrase: &str, key: &FileKey) -> Result<()> {
        long_enough(passphrase)?;
        let label = self.label(person)?;
        let salt = random_bytes::<16>()?;
        let nonce = random_bytes::<24>()?;
        let wrapping = derive(passphrase, &salt, MEMORY_KIB, PASSES, LANES)?;
        let (secret, public) = sealing::pair()?;
        let wrapped = XChaCha20Poly1305::new(wrapping.as_ref().into())
            .encrypt(XNonce::from_slice(&nonce), Payload { msg: secret.as_ref(), aad: label.as_bytes() })
            .map_err(|error| refuse("fault").because(error))?;
        let sealed = sealing::seal(key, &public, &label)?;
        self.slots.retain(|slot| slot.label != label);
        self.slots.push(Slot {
            label,
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            lanes: LANES,
            salt: hex(&salt),
            nonce: hex(&nonce),
            wrapped: hex(&wrapped),
            public,
            sealed,
        });
        Ok(())
    }

    /// The slots of the named people for a new file key; nobody needs to be there. Everybody else has none any more.
    ///
    /// # Errors
    /// `keys.damaged`.
    pub fn for_key(&self, key: &FileKey, people: &[String]) -> Result<Self> {
        let labels = people.iter().map(|person| self.label(person)).collect::<Result<Vec<_>>>()?;
        let slots = self
            .slots
            .iter()
            .filter(|slot| labels.contains(&slot.label))
            .map(|slot| Ok(Slot { sealed: sealing::seal(key, &slot.public, &slot.label)?, ..slot.clone() }))
            .collect::<Result<Vec<_>>>()?;
        Ok(Self { check: check(key), slots, ..self.clone() })
    }

    /// Takes a person's slot away.
    ///
    /// # Errors
    /// When the label key is damaged.
    pub fn clear(&mut self, person: &str) -> Result<()> {
        let label = self.label(person)?;
        self.slots.retain(|slot| slot.label != label);
        Ok(())
    }

    /// Opens a person's slot. A wrong try makes the next one wait; the count lies in a file beside the slots (see
    /// [`Tries`]), so a restart does not shorten it.
    ///
    /// # Errors
    /// `keys.wait` before the time, `keys.wrong` for a wrong name or passphrase (the two are not told apart).
    pub fn open(&self, database: &Path, person: &str, passphrase: &str, now: i64) -> Result<FileKey> {
        let wait = Tries::read(database).wait(now);
        if wait > 0 {
            return Err(refuse("keys.wait").with("seconds", wait));
        }
        match self.key_of(person, passphrase) {
            Some(key) => {
                Tries::forget(database);
                Ok(key)
            }
            // Read anew: the passphrase took a tenth of a second, and another program may have counted meanwhile.
            None => Err(Tries::read(database).wrong(database, now)),
        }
    }

    /// The file key, if this is a person's passphrase. For the slots of a backup, which count no tries.
    #[must_use]
    pub fn key_of(&self, person: &str, passphrase: &str) -> Option<FileKey> {
        let label = self.label(person).ok()?;
        self.slots.iter().find(|slot| slot.label == label).and_then(|slot| unwrap_slot(slot, passphrase))
    }

    /// How many people have a slot.
    #[must_use]
    pub fn count(&self) -> usize {
        self.slots.len()
    }

    /// Whether this is the key of the file.
    #[must_use]
    pub fn fits(&self, key: &FileKey) -> bool {
        self.check == check(key)
    }

    fn label(&self, person: &str) -> Result<String> {
        let mut mac =
            <Hmac<Sha256> as Mac>::new_from_slice(&unhex(&self.label_key).ok_or_else(|| refuse("keys.damaged"))?)
                .map_err(|error| refuse("keys.damaged").because(error))?;
        mac.update(person.trim().as_bytes());
        Ok(hex(mac.finalize().into_bytes().as_slice()))
    }
}

fn unwrap_slot(slot: &Slot, passphrase: &str) -> Option<FileKey> {
    // A hostile slot file must not make the program take all memory.
    if slot.memory_kib > 1_048_576 || slot.passes > 16 || slot.lanes > 16 {
        return None;
    }
    let wrapping = derive(passphrase, &unhex(&slot.salt)?, slot.memory_kib, slot.passes, slot.lanes).ok()?;
    let nonce: [u8; 24] = unhex(&slot.nonce)?.try_into().ok()?;
    let plain = XChaCha20Poly1305::new(wrapping.as_ref().into())
        .decrypt(XNonce::from_slice(&nonce), Payload { msg: &unhex(&slot.wrapped)?, aad: slot.label.as_bytes() })
        .ok()?;
    let secret: [u8; 32] = Zeroizing::new(plain).as_slice().try_into().ok()?;
    sealing::open(&slot.sealed, &Zeroizing::new(secret), &slot.label)
}

fn derive(passphrase: &str, salt: &[u8], memory: u32, passes: u32, lanes: u32) -> Result<FileKey> {
    let params = Params::new(memory, passes, lanes, Some(32)).map_err(|error| refuse("keys.damaged").because(error))?;
    let mut key = Zeroizing::new([0_u8; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, key.as_mut())
        .map_err(|error| refuse("fault").because(error))?;
    Ok(key)
}

fn check(key: &FileKey) -> String {
    let mut digest = Sha256::new();
    digest.update(b"zhudian file key check 1");
    digest.update(key.as_ref());
    hex(&digest.finalize())
}

/// A new random file key.
///
/// # Errors
/// When the system has no random source.
pub fn new_key() -> Result<FileKey> {
    Ok(Zeroizing::new(random_bytes::<32>()?))
}

/// The recovery key: 14 groups of four letters, the last group being check letters.
#[must_use]
pub fn recovery_text(key: &FileKey) -> Zeroizing<String> {
    let mut letters = spell(key.as_ref(), 52);
    letters.push_str(&check_letters(key));
    let groups: Vec<&str> = letters.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect();
    Zeroizing::new(groups.join("-"))
}

/// The file key in a recovery key as typed: any case, any spacing, O for 0 and I or L for 1 forgiven.
///
/// # Errors
/// `keys.recovery` when a letter is missing or the check letters do not agree.
pub fn recovery_key(text: &str) -> Result<FileKey> {
    let letters: Zeroizing<String> = Zeroizing::new(
        text.chars()
            .filter(|letter| letter.is_ascii_alphanumeric())
            .map(|letter| match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect(),
    );
    let wrong = || refuse("keys.recovery").with("letters", letters.len());
    if letters.len() != 56 {
        return Err(wrong());
    }
    let mut key = Zeroizing::new([0_u8; 32]);
    let (mut bits, mut held, mut filled) = (0_u32, 0_u32, 0_usize);
    for letter in letters.bytes().take(52) {
        let value = LETTERS.iter().position(|known| *known == letter).ok_or_else(wrong)?;
        bits = (bits << 5) | u32::try_from(value).unwrap_or(0);
        held += 5;
        if held >= 8 {
            held -= 8;
            if let Some(place) = key.get_mut(filled) {
                *place = u8::try_from((bits >> held) & 0xff).unwrap_or(0);
                filled += 1;
            }
            bits &= (1 << held) - 1;
        }
    }
    // The 52nd letter carries four bits beyond the key; they are nought in every true key.
    if bits == 0 && letters.get(52..) == Some(check_letters(&key).as_str()) { Ok(key) } else { Err(wrong()) }
}

fn check_letters(key: &FileKey) -> String {
    let digest = Sha256::digest([b"zhudian recovery".as_slice(), key.as_ref()].concat());
    spell(&digest, 4)
}

fn spell(bytes: &[u8], count: usize) -> String {
    let (mut bits, mut held) = (0_u32, 0_u32);
    let mut text = String::with_capacity(count);
    let mut source = bytes.iter();
    while text.len() < count {
        if held < 5 {
            bits = (bits << 8) | u32::from(source.next().copied().unwrap_or(0));
            held += 8;
        }
        held -= 5;
        let value = usize::try_from((bits >> held) & 31).unwrap_or(0);
        text.push(LETTERS.get(value).map_or('0', |letter| char::from(*letter)));
        bits &= (1 << held) - 1;
    }
    text
}

/// Bytes of hex digits; none when they are not.
pub(super) fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) {
        return None;
    }
    text.as_bytes()
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recovery_key_reads_back_as_typed_by_hand() {
        for _ in 0..50 {
            let key = new_key().unwrap();
            let text = recovery_text(&key);
            assert_eq!(text.len(), 14 * 4 + 13);
            let sloppy = text.to_lowercase().replace('0', "o").replace('1', "l").replace('-', " ");
            assert_eq!(*recovery_key(&sloppy).unwrap(), *key);
        }
    }

    #[test]
    fn a_wrong_letter_is_noticed() {
        let key = new_key().unwrap();
        let text = recovery_text(&key);
        let mut missed = 0;
        for place in 0..text.len() {
            let mut wrong = text.as_bytes().to_vec();
            if wrong[place] == b'-' {
                continue;
            }
            wrong[place] = if wrong[place] == b'A' { b'B' } else { b'A' };
            missed += u32::from(recovery_key(std::str::from_utf8(&wrong).unwrap()).is_ok());
        }
        assert_eq!(missed, 0);
    }
}
