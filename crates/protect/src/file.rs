//! Protected files: made with a work factor of our choice, opened with everything that can be wrong told apart.

use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::iter;

use age::armor::ArmoredReader;
use age::{DecryptError, Decryptor, Encryptor, scrypt};

/// How much work one guess of the passphrase takes in our files: 2^16 rounds of scrypt, 64 MiB of memory.
pub const WORK: u8 = 16;
/// A file that asks for more is refused before any work: 2^18 take 256 MiB and, on a slow computer, half a minute.
pub const MAX_WORK: u8 = 18;

/// How every file of the format begins; its version follows.
const BEGINS: &[u8] = b"age-encryption.org/";
const VERSION: &[u8] = b"v1\n";
const ARMORED: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";

/// Why a file could not be made or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Not a file of the age format.
    NotAge,
    /// A later version of the format.
    Newer,
    /// It is for holders of a key, and no passphrase opens it.
    ForKeys,
    /// It asks for more work than [`MAX_WORK`].
    TooMuchWork,
    /// Not the passphrase it was made with.
    WrongPassphrase,
    /// It stops in the middle.
    Truncated,
    /// It is not as it was made.
    Damaged,
    /// There is no chance to be had from this browser: without it, nothing can be protected.
    NoChance,
}

impl Problem {
    /// Its name between the wasm and the page.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAge => "not_age",
            Self::Newer => "newer",
            Self::ForKeys => "for_keys",
            Self::TooMuchWork => "too_much_work",
            Self::WrongPassphrase => "wrong_passphrase",
            Self::Truncated => "truncated",
            Self::Damaged => "damaged",
            Self::NoChance => "no_chance",
        }
    }
}

/// The bytes behind a passphrase.
///
/// # Errors
/// [`Problem::NoChance`].
pub fn protect(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, Problem> {
    with_work(bytes, passphrase, WORK)
}

pub(crate) fn with_work(bytes: &[u8], passphrase: &str, work: u8) -> Result<Vec<u8>, Problem> {
    // What draws from it later does not say that there is none, but stops.
    getrandom::getrandom(&mut [0; 1]).map_err(|_| Problem::NoChance)?;
    let mut recipient = scrypt::Recipient::new(passphrase.to_owned().into());
    recipient.set_work_factor(work);
    // One recipient, and a Vec that takes all: what could fail here is not there.
    let made = || -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 4096 + 512);
        let mut writer =
            Encryptor::with_recipients(iter::once(&recipient as _)).ok()?.wrap_output(&mut out).ok()?;
        writer.write_all(bytes).ok()?;
        writer.finish().ok()?;
        Some(out)
    };
    made().ok_or(Problem::Damaged)
}

/// What is behind the passphrase. One that does not fit is tried a second time as people mean it who type words from
/// paper: in small letters, with single spaces.
///
/// # Errors
/// Every [`Problem`] but the last.
pub fn open(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, Problem> {
    let tidy = passphrase.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    match open_exactly(bytes, passphrase) {
        Err(Problem::WrongPassphrase) if tidy != passphrase => open_exactly(bytes, &tidy),
        result => result,
    }
}

fn open_exactly(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, Problem> {
    let bytes = without_armor(bytes)?;
    is_version_1(&bytes)?;
    let file = Decryptor::new_buffered(&*bytes).map_err(|error| problem(&error))?;
    if !file.is_scrypt() {
        return Err(Problem::ForKeys);
    }
    let mut identity = scrypt::Identity::new(passphrase.to_owned().into());
    identity.set_max_work_factor(MAX_WORK);
    let mut reader = file.decrypt(iter::once(&identity as _)).map_err(|error| problem(&error))?;
    let mut out = Vec::with_capacity(bytes.len());
    reader.read_to_end(&mut out).map_err(|error| of_reading(&error))?;
    Ok(out)
}

/// Some programs write the file as text, for mail.
fn without_armor(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Problem> {
    if !bytes.trim_ascii_start().starts_with(ARMORED) {
        return Ok(Cow::Borrowed(bytes));
    }
    let mut out = Vec::with_capacity(bytes.len());
    ArmoredReader::new(bytes).read_to_end(&mut out).map_err(|error| of_reading(&error))?;
    Ok(Cow::Owned(out))
}

fn is_version_1(bytes: &[u8]) -> Result<(), Problem> {
    // A file may stop within its first line.
    if bytes.is_empty() || !(bytes.starts_with(BEGINS) || BEGINS.starts_with(bytes)) {
        return Err(Problem::NotAge);
    }
    let version = bytes.get(BEGINS.len()..).unwrap_or_default();
    if version.starts_with(VERSION) {
        Ok(())
    } else {
        Err(if VERSION.starts_with(version) { Problem::Truncated } else { Problem::Newer })
    }
}

fn problem(error: &DecryptError) -> Problem {
    match error {
        // The header's own seal comes later: until here, only the passphrase can be the reason.
        DecryptError::DecryptionFailed | DecryptError::NoMatchingKeys | DecryptError::KeyDecryptionFailed => {
            Problem::WrongPassphrase
        }
        DecryptError::ExcessiveWork { .. } => Problem::TooMuchWork,
        DecryptError::Io(error) => of_reading(error),
        // Its version was looked at before, so that it is not a newer one.
        DecryptError::UnknownFormat | DecryptError::InvalidHeader | DecryptError::InvalidMac => {
            Problem::Damaged
        }
    }
}

fn of_reading(error: &io::Error) -> Problem {
    if error.kind() == io::ErrorKind::UnexpectedEof { Problem::Truncated } else { Problem::Damaged }
}
