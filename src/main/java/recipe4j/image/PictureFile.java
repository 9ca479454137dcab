package recipe4j.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import javax.imageio.stream.ImageInputStreamImpl;
import recipe4j.io.RegularFile;

/**
 * A picture's file for ImageIO, opened once. ImageIO's own stream asks the system for every byte,
 * which makes a file of many small parts slow.
 */
final class PictureFile extends ImageInputStreamImpl {
  private static final int BUFFER = 1 << 16;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);

  /** Where in the file the buffer begins. */
  private long start;

  private PictureFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens it.
   *
   * @throws IOException if it is missing, no regular file, or can't be read
   */
  static PictureFile open(Path file) throws IOException {
    return new PictureFile(RegularFile.channel(file));
  }

  /** The file from its beginning, for a check beside ImageIO, whose position is lost. */
  DataInputStream fromStart() throws IOException {
    channel.position(0);
    return new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), BUFFER));
  }

  @Override
  public int read() throws IOException {
    checkClosed();
    bitOffset = 0;
    if (!fill()) {
      return -1;
    }
    streamPos++;
    return buffer.get() & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    checkClosed();
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, offset, count);
    streamPos += count;
    return count;
  }

  /** Puts the buffer where the stream is; false at the end of the file. */
  private boolean fill() throws IOException {
    long place = streamPos - start;
    if (place >= 0 && place < buffer.limit()) {
      buffer.position((int) place);
      return true;
    }
    buffer.clear();
    start = streamPos;
    int count = channel.read(buffer, start);
    buffer.flip();
    return count > 0;
  }

  @Override
  public long length() {
    try {
      return channel.size();
    } catch (IOException e) {
      return -1;
    }
  }

  @Override
  public void close() throws IOException {
    super.close();
    channel.close();
  }
}
