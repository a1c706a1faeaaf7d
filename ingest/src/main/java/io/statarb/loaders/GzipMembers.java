package io.statarb.loaders;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks a gzip file (RFC 1952) of one member or of several, as a recorder leaves them that was
 * started again. The JDK's own {@code GZIPInputStream} takes a member whose header is damaged for
 * the end of the file, without a word, and all behind it is lost; here the file is refused. Zeros
 * behind the last member, with which tapes and block devices fill up, are no damage. One thread.
 */
public final class GzipMembers extends InputStream {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int FIRST_MAGIC = 0x1f;
  private static final int SECOND_MAGIC = 0x8b;
  private static final int DEFLATE = 8;
  private static final int HEADER_CRC = 1 << 1;
  private static final int EXTRA = 1 << 2;
  private static final int NAME = 1 << 3;
  private static final int COMMENT = 1 << 4;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int end;
  private int members;
  private boolean ended;

  /**
   * Reads the header of the first member.
   *
   * @param in closed with this
   * @throws IOException when it begins with no member
   */
  public GzipMembers(InputStream in) throws IOException {
    this.in = in;
    try {
      header(next());
    } catch (IOException e) {
      inflater.end();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    while (!ended && length > 0) {
      int got = inflate(to, from, length);
      if (got > 0) {
        crc.update(to, from, got);
        return got;
      }
      if (inflater.finished()) {
        at = end - inflater.getRemaining();
        trailer();
        nextMember();
      } else if (inflater.needsDictionary()) {
        throw new ZipException("the gzip stream wants a dictionary");
      } else if (inflater.needsInput()) {
        if (!fill()) {
          throw new EOFException("the gzip stream ends in the middle");
        }
        inflater.setInput(buffer, 0, end);
      }
    }
    return ended && length > 0 ? -1 : 0;
  }

  @Override
  public void close() throws IOException {
    ended = true;
    inflater.end();
    in.close();
  }

  private int inflate(byte[] to, int from, int length) throws IOException {
    try {
      return inflater.inflate(to, from, length);
    } catch (DataFormatException e) {
      String why = e.getMessage();
      throw new ZipException("the gzip stream is damaged" + (why == null ? "" : ": " + why));
    }
  }

  private void trailer() throws IOException {
    long sum = word();
    long length = word();
    if (sum != crc.getValue() || length != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
      throw new ZipException("the checksum of the gzip stream is wrong");
    }
  }

  private void nextMember() throws IOException {
    int first = nextOrEnd();
    while (first == 0) {
      first = nextOrEnd();
      if (first > 0) {
        throw behind();
      }
    }
    if (first < 0) {
      ended = true;
    } else {
      header(first);
    }
  }

  private void header(int first) throws IOException {
    if (first != FIRST_MAGIC || next() != SECOND_MAGIC || next() != DEFLATE) {
      throw behind();
    }
    int flags = next();
    skip(6);
    if ((flags & EXTRA) != 0) {
      int low = next();
      skip(low | next() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
    members++;
    crc.reset();
    inflater.reset();
    inflater.setInput(buffer, at, end - at);
  }

  private ZipException behind() {
    return new ZipException(
        members == 0
            ? "it begins with no gzip stream"
            : "behind gzip stream %d are bytes of no other".formatted(members));
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    int b = next();
    while (b != 0) {
      b = next();
    }
  }

  private long word() throws IOException {
    long low = next() | next() << 8;
    return low | (long) next() << 16 | (long) next() << 24;
  }

  private int next() throws IOException {
    int b = nextOrEnd();
    if (b < 0) {
      throw new EOFException("the gzip stream ends in the middle");
    }
    return b;
  }

  private int nextOrEnd() throws IOException {
    return at < end || fill() ? buffer[at++] & 0xFF : -1;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }
}
