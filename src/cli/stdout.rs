//! Standard output, which carries data alone.

use std::io::{self, Write};

use super::{Code, input::reason, messages::Messages};

/// Whether anybody reads what is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Reader {
    There,
    /// The pipe is closed: what is at its other end has seen enough.
    Gone,
}

/// Writes to standard output. That nobody reads on is no error.
pub(super) fn to_stdout(bytes: &[u8]) -> Result<Reader, String> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(Reader::There),
        Err(err) if err.kind() == io::ErrorKind::BrokenPipe => Ok(Reader::Gone),
        Err(err) => Err(format!("cannot write to standard output: {}", reason(&err))),
    }
}

/// Prints what was asked about the program itself.
pub(super) fn print(bytes: &[u8], messages: &Messages) -> Code {
    match to_stdout(bytes) {
        Ok(_) => Code::Done,
        Err(why) => {
            messages.unwritable("", &why);
            Code::CannotWrite
        }
    }
}
