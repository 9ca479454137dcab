package recipe4j.keras.hdf5;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a tree of groups as an HDF5 file, as the HDF5 File Format Specification 3.0 lays it out:
 * superblock of version 2, object headers of version 2 with compact links, contiguous datasets.
 * Readable by every HDF5 library from 1.8 on.
 *
 * <p>Own code, because the native library ends the JVM on damaged memory and is missing on Apple
 * silicon, and jHDF's writer is not yet to be trusted. Only what a Keras file needs.
 */
public final class Hdf5Writer {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final int SUPERBLOCK_SIZE = 48;
  private static final long UNDEFINED = -1;

  private final OutputStream out;
  private long position = SUPERBLOCK_SIZE;

  private Hdf5Writer(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes the file.
   *
   * @param file an existing file is overwritten
   * @param root the tree
   * @throws IOException if it can't be written, or an attribute is longer than HDF5 allows
   */
  public static void write(Path file, Hdf5Group root) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      channel.position(SUPERBLOCK_SIZE);
      OutputStream buffered = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      Hdf5Writer writer = new Hdf5Writer(buffered);
      long rootAddress = writer.group(root);
      buffered.flush();
      // last, so that a file cut short is none
      ByteBuffer superblock = superblock(rootAddress, writer.position);
      for (long at = 0; superblock.hasRemaining(); ) {
        at += channel.write(superblock, at);
      }
    }
  }

  private static ByteBuffer superblock(long root, long end) {
    LittleEndianBytes block =
        new LittleEndianBytes().all(SIGNATURE).one(2, Long.BYTES, Long.BYTES, 0);
    block.eight(0).eight(UNDEFINED).eight(end).eight(root);
    return ByteBuffer.wrap(withChecksum(block));
  }

  /** Children first, so that their addresses are known. */
  private long group(Hdf5Group group) throws IOException {
    Map<String, Long> links = new LinkedHashMap<>();
    for (var child : group.groups().entrySet()) {
      links.put(child.getKey(), group(child.getValue()));
    }
    for (var child : group.datasets().entrySet()) {
      links.put(child.getKey(), dataset(child.getValue()));
    }
    List<Hdf5Message> messages = new ArrayList<>();
    messages.add(Hdf5Message.linkInfo());
    messages.add(Hdf5Message.groupInfo());
    for (var attribute : group.attributes().entrySet()) {
      messages.add(Hdf5Message.attribute(attribute.getKey(), attribute.getValue()));
    }
    for (var link : links.entrySet()) {
      messages.add(Hdf5Message.link(link.getKey(), link.getValue()));
    }
    return header(messages);
  }

  private long dataset(Hdf5Dataset dataset) throws IOException {
    align();
    long address = position;
    write(dataset.data());
    return header(
        List.of(
            Hdf5Message.dataspace(dataset.shape()),
            Hdf5Message.datatype(dataset.type()),
            Hdf5Message.fillValue(),
            Hdf5Message.contiguous(address, dataset.data().length)));
  }

  private long header(List<Hdf5Message> messages) throws IOException {
    LittleEndianBytes content = new LittleEndianBytes();
    messages.forEach(message -> message.writeTo(content));
    byte[] body = content.toArray();
    LittleEndianBytes header =
        new LittleEndianBytes().all("OHDR".getBytes(StandardCharsets.US_ASCII));
    header.one(2, 2).four(body.length).all(body); // flag 2: the size has four bytes
    align();
    long address = position;
    write(withChecksum(header));
    return address;
  }

  private static byte[] withChecksum(LittleEndianBytes bytes) {
    byte[] content = bytes.toArray();
    return bytes.four(Hdf5Checksum.of(content, content.length)).toArray();
  }

  private void align() throws IOException {
    write(new byte[(int) (-position & 7)]);
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }
}
