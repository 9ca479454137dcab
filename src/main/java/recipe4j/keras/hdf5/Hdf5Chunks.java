package recipe4j.keras.hdf5;

import io.jhdf.ObjectHeader;
import io.jhdf.dataset.NoParent;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkOffset;
import io.jhdf.dataset.chunked.ChunkedDatasetV3;
import io.jhdf.dataset.chunked.ChunkedDatasetV4;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import io.jhdf.object.message.FilterPipelineMessage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import recipe4j.keras.KerasFormatException;

/**
 * Assembles a dataset from its chunks. jHDF finds them; it would unpack one to any size, so that is
 * done here.
 */
final class Hdf5Chunks {
  /** Chunks reach over the edge of their dataset, seldom by much. */
  private static final double OVERHANG = 4;

  private static final double SMALL = 64 << 20;

  private final Hdf5Storage storage;
  private double unpacked;
  private double allowed = SMALL;

  Hdf5Chunks(Hdf5Storage storage) {
    this.storage = storage;
  }

  /** Filters of a dataset, none if it is not packed. */
  static List<FilterPipelineMessage.FilterInfo> filters(ObjectHeader header) {
    return header.getMessagesOfType(FilterPipelineMessage.class).stream()
        .flatMap(message -> message.getFilters().stream())
        .toList();
  }

  /**
   * Reads a dataset of at least one dimension.
   *
   * @param header of the dataset
   * @param path for errors
   * @param shape of the dataset
   * @param size of a value, in bytes
   * @return its bytes, in row-major order
   * @throws KerasFormatException if a chunk is missing, is packed in a way that is not supported,
   *     or the chunks are far larger than the dataset
   */
  byte[] read(ObjectHeader header, String path, long[] shape, int size)
      throws KerasFormatException {
    boolean old = header.hasMessageOfType(ChunkedDataLayoutMessage.class);
    Index index = old ? new OldIndex(storage, header) : new NewIndex(storage, header);
    int[] chunk = index.chunkSizes();
    int bytes = chunkBytes(path, shape, chunk, size);
    Map<ChunkOffset, Chunk> chunks = index.chunks();
    Hdf5Filters filters = new Hdf5Filters(path, filters(header), size);
    byte[] all = new byte[Math.toIntExact(size * product(shape))];
    long[] at = new long[shape.length];
    do {
      Chunk found = chunks.get(new ChunkOffset(at));
      if (found == null) {
        throw new KerasFormatException(
            "the dataset %s lacks the chunk at %s; the file is cut off, save the model again"
                .formatted(path, Arrays.toString(at)));
      }
      ByteBuffer stored = storage.map(found.getAddress(), found.getSize());
      byte[] packed = new byte[stored.remaining()];
      stored.get(packed);
      copy(filters.undo(packed, found.getFilterMask(), bytes), chunk, all, shape, at, size);
    } while (next(at, shape, chunk));
    return all;
  }

  /** Bytes of one chunk, after a look at what all of them would take. */
  private int chunkBytes(String path, long[] shape, int[] chunk, int size)
      throws KerasFormatException {
    if (chunk.length != shape.length || Arrays.stream(chunk).anyMatch(length -> length < 1)) {
      throw new HdfException("chunks of " + Arrays.toString(chunk));
    }
    double bytes = size;
    double count = 1;
    for (int i = 0; i < shape.length; i++) {
      bytes *= chunk[i];
      count *= Math.ceil((double) shape[i] / chunk[i]);
    }
    unpacked += bytes * count;
    allowed += OVERHANG * size * product(shape);
    if (unpacked > allowed || bytes > Integer.MAX_VALUE - 64) {
      throw new KerasFormatException(
          "the dataset %s of %s is stored in chunks of %s, far larger than itself; save the model again"
              .formatted(path, Arrays.toString(shape), Arrays.toString(chunk)));
    }
    return (int) bytes;
  }

  private static long product(long... shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** Moves on to the next chunk. */
  private static boolean next(long[] at, long[] shape, int[] chunk) {
    for (int i = at.length - 1; i >= 0; i--) {
      at[i] += chunk[i];
      if (at[i] < shape[i]) {
        return true;
      }
      at[i] = 0;
    }
    return false;
  }

  /** Copies what of a chunk lies within the dataset, one run of its last dimension at a time. */
  private static void copy(byte[] from, int[] chunk, byte[] to, long[] shape, long[] at, int size) {
    int last = shape.length - 1;
    int run = size * (int) Math.min(chunk[last], shape[last] - at[last]);
    long[] row = new long[shape.length]; // within the chunk, the last dimension at 0
    long[] end = new long[shape.length];
    int[] step = new int[shape.length];
    for (int i = 0; i <= last; i++) {
      end[i] = i == last ? 1 : Math.min(chunk[i], shape[i] - at[i]);
      step[i] = 1;
    }
    do {
      long source = 0;
      long target = 0;
      for (int i = 0; i <= last; i++) {
        source = source * chunk[i] + row[i];
        target = target * shape[i] + at[i] + row[i];
      }
      System.arraycopy(from, (int) source * size, to, (int) target * size, run);
    } while (next(row, end, step));
  }

  /** Where the chunks of a dataset are. */
  private interface Index {
    int[] chunkSizes();

    Map<ChunkOffset, Chunk> chunks();
  }

  /** The index of HDF5 1.6 and of h5py's default. */
  private static final class OldIndex extends ChunkedDatasetV3 implements Index {
    OldIndex(Hdf5Storage storage, ObjectHeader header) {
      super(storage, header.getAddress(), "dataset", NoParent.INSTANCE, header);
    }

    @Override
    public int[] chunkSizes() {
      return getChunkDimensions();
    }

    @Override
    public Map<ChunkOffset, Chunk> chunks() {
      return getChunkLookup();
    }
  }

  /** The indexes of HDF5 1.10. */
  private static final class NewIndex extends ChunkedDatasetV4 implements Index {
    NewIndex(Hdf5Storage storage, ObjectHeader header) {
      super(storage, header.getAddress(), "dataset", NoParent.INSTANCE, header);
    }

    @Override
    public int[] chunkSizes() {
      return getChunkDimensions();
    }

    @Override
    public Map<ChunkOffset, Chunk> chunks() {
      return getChunkLookup();
    }
  }
}
