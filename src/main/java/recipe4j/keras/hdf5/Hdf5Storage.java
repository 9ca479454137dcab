package recipe4j.keras.hdf5;

import io.jhdf.Superblock;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * The bytes of an HDF5 file, for jHDF. How much of them may be read is bounded by their number: the
 * trees of a malicious file can run in circles, or name one branch a million times.
 */
public final class Hdf5Storage implements HdfBackingStorage {
  /** An honest file is read about once; its headers some times more. */
  private static final long TIMES = 16;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final long SMALL = 64 << 20;
  private static final int STEP = 64; // what the shortest read costs

  private final ByteBuffer file;
  private final Superblock superblock;
  private long left;

  /**
   * Reads the superblock.
   *
   * @throws HdfException if there is none, or the file is shorter than it says
   */
  public Hdf5Storage(byte[] bytes) {
    this.file = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    int start = start(bytes);
    ByteBuffer from = file.slice(start, bytes.length - start);
    this.superblock = Superblock.readSuperblock(from.order(ByteOrder.LITTLE_ENDIAN));
    long said = superblock.getEndOfFileAddress();
    if (said > bytes.length) {
      throw new HdfException("it must have " + said + " bytes, found " + bytes.length);
    }
    this.left = SMALL + TIMES * bytes.length;
  }

  /**
   * Where the superblock is: a block of the user's own, of 512 bytes or a doubling, may precede it.
   */
  private static int start(byte[] bytes) {
    for (long at = 0; at + SIGNATURE.length <= bytes.length; at = Math.max(512, 2 * at)) {
      int end = (int) at + SIGNATURE.length;
      if (Arrays.equals(bytes, (int) at, end, SIGNATURE, 0, SIGNATURE.length)) {
        return (int) at;
      }
    }
    return 0;
  }

  /** Counts work that a part of the file asks for. */
  public void charge(long bytes) {
    if (bytes > left - STEP) { // in this order: a file may ask for 2^63 - 1 bytes
      throw new HdfException("its parts refer to each other more often than its size allows");
    }
    left -= STEP + Math.max(0, bytes);
  }

  @Override
  public ByteBuffer mapNoOffset(long address, long length) {
    charge(length);
    return file.slice(Math.toIntExact(address), Math.toIntExact(length))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public ByteBuffer map(long address, long length) {
    return mapNoOffset(Math.addExact(address, superblock.getBaseAddressByte()), length);
  }

  @Override
  public ByteBuffer readBufferFromAddress(long address, int length) {
    return map(address, length);
  }

  @Override
  public long getUserBlockSize() {
    return superblock.getBaseAddressByte();
  }

  @Override
  public Superblock getSuperblock() {
    return superblock;
  }

  @Override
  public FileChannel getFileChannel() {
    throw new UnsupportedOperationException("in memory");
  }

  @Override
  public int getSizeOfOffsets() {
    return superblock.getSizeOfOffsets();
  }

  @Override
  public int getSizeOfLengths() {
    return superblock.getSizeOfLengths();
  }

  @Override
  public void close() {
    // nothing is open
  }

  @Override
  public long size() {
    return file.capacity();
  }

  @Override
  public boolean inMemory() {
    return true;
  }
}
