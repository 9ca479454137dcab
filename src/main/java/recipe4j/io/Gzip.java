package recipe4j.io;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip (RFC 1952) that may come from a stranger. Java's own stream reads a header of any
 * length, byte by byte, and calls itself for every member, so that a small file with many ends in a
 * stack overflow.
 *
 * <p>Members that follow each other are one content, and what follows the last one is passed over,
 * as {@code gunzip} does.
 */
public final class Gzip extends InputStream {
  private static final int MAGIC = 0x1f8b;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xE0;

  /** Longest name or comment; an extra field can't be longer. */
  private static final int LONGEST_TEXT = 1 << 16;

  private static final int BUFFER = 1 << 16;

  private final PushbackInputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 sum = new CRC32();
  private final byte[] packed = new byte[BUFFER];
  private int inflating;
  private boolean ended;

  /**
   * Reads the first header.
   *
   * @param in the file from its start; buffered here, closed with this stream
   * @throws ZipException if it is no gzip file
   * @throws IOException if it can't be read
   */
  public Gzip(InputStream in) throws IOException {
    this.in = new PushbackInputStream(new BufferedInputStream(in, BUFFER), BUFFER);
    if (!isMember()) {
      throw new ZipException("Not in GZIP format");
    }
    header();
  }

  /**
   * Whether a file is gzipped.
   *
   * @param start its first bytes, two or more
   * @return whether they are gzip's
   */
  public static boolean isGzip(byte[] start) {
    return start.length >= 2 && start[0] == (byte) (MAGIC >> 8) && start[1] == (byte) MAGIC;
  }

  /**
   * Opens a file that may be gzipped.
   *
   * @param file a regular file
   * @return its content, unpacked if it is gzipped
   * @throws IOException if it can't be read
   */
  public static InputStream openUnpacked(Path file) throws IOException {
    InputStream in = new BufferedInputStream(RegularFile.open(file), BUFFER);
    try {
      in.mark(2);
      byte[] start = in.readNBytes(2);
      in.reset();
      return isGzip(start) ? new Gzip(in) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      while (!ended) {
        int count = inflater.inflate(target, offset, length);
        if (count > 0) {
          sum.update(target, offset, count);
          return count;
        }
        if (inflater.finished()) {
          nextMember();
        } else if (inflater.needsDictionary()) {
          throw new ZipException("it needs a dictionary");
        } else {
          feed();
        }
      }
      return -1;
    } catch (DataFormatException e) {
      throw RegularFile.withCause(new ZipException(String.valueOf(e.getMessage())), e);
    }
  }

  private void feed() throws IOException {
    inflating = in.read(packed);
    if (inflating < 0) {
      throw new EOFException("Unexpected end of ZLIB input stream");
    }
    inflater.setInput(packed, 0, inflating);
  }

  private void nextMember() throws IOException {
    int left = inflater.getRemaining();
    in.unread(packed, inflating - left, left);
    long crc = fourBytes();
    long size = fourBytes();
    if (crc != sum.getValue() || size != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
      throw new ZipException("Corrupt GZIP trailer");
    }
    ended = !isMember();
    if (!ended) {
      inflater.reset();
      sum.reset();
      header();
    }
  }

  private boolean isMember() throws IOException {
    return (in.read() << 8 | in.read()) == MAGIC;
  }

  /** What follows the magic number. */
  private void header() throws IOException {
    if (oneByte() != DEFLATE) {
      throw new ZipException("Unsupported compression method");
    }
    int flags = oneByte();
    if ((flags & RESERVED) != 0) {
      throw new ZipException("Not in GZIP format");
    }
    in.skipNBytes(6); // time, compression, system
    if ((flags & EXTRA) != 0) {
      in.skipNBytes(oneByte() | oneByte() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      in.skipNBytes(2);
    }
  }

  private void skipText() throws IOException {
    for (int length = 0; oneByte() != 0; length++) {
      if (length >= LONGEST_TEXT) {
        throw new ZipException(
            "a name or comment in the header has more than " + LONGEST_TEXT + " bytes");
      }
    }
  }

  private long fourBytes() throws IOException {
    return oneByte() | oneByte() << 8 | oneByte() << 16 | (long) oneByte() << 24;
  }

  private int oneByte() throws IOException {
    int value = in.read();
    if (value < 0) {
      throw new EOFException("Unexpected end of ZLIB input stream");
    }
    return value;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
