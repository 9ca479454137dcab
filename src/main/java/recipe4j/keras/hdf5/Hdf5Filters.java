package recipe4j.keras.hdf5;

import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.ByteShuffleFilter;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import recipe4j.io.UntrustedText;
import recipe4j.keras.KerasFormatException;

/** Undoes what was done to a dataset's chunks: gzip, shuffle and checksum, each to a known size. */
public final class Hdf5Filters {
  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER32 = 3;
  private static final int CHECKSUM = 4; // bytes

  /** Those that are met most, of the registry of the HDF Group. */
  private static final Map<Integer, String> OTHERS =
      Map.of(
          4,
          "szip",
          5,
          "nbit",
          6,
          "scaleoffset",
          32000,
          "lzf",
          32001,
          "blosc",
          32004,
          "lz4",
          32008,
          "bitshuffle",
          32015,
          "zstd");

  private final List<FilterInfo> filters;

  /**
   * Looks whether they are supported.
   *
   * @param path of the dataset
   * @param filters in the order in which they were applied
   * @param size of a value, in bytes
   * @throws KerasFormatException that names one that is not
   */
  public Hdf5Filters(String path, List<FilterInfo> filters, int size) throws KerasFormatException {
    this.filters = filters;
    for (FilterInfo filter : filters) {
      if (filter.getId() < DEFLATE || filter.getId() > FLETCHER32) {
        throw new KerasFormatException(
            "the dataset %s is packed by the HDF5 filter %s, only gzip, shuffle and fletcher32 are supported; save the model again, or repack it with `h5repack -f GZIP=4`"
                .formatted(path, name(filter)));
      }
      int[] data = filter.getData();
      if (filter.getId() == SHUFFLE && (data.length < 1 || data[0] != size)) {
        throw new HdfException("bytes of " + path + " shuffled by another size than their own");
      }
    }
  }

  private static String name(FilterInfo filter) {
    String known = OTHERS.get(filter.getId());
    return known != null
        ? known
        : UntrustedText.brief(filter.getName() + " (number " + filter.getId() + ")");
  }

  /**
   * Unpacks a chunk, filter by filter.
   *
   * @param packed as in the file
   * @param left out for this chunk, by their place
   * @param bytes of the chunk
   */
  public byte[] undo(byte[] packed, BitSet left, int bytes) {
    byte[] data = packed;
    for (int i = filters.size() - 1; i >= 0; i--) {
      FilterInfo filter = filters.get(i);
      if (!left.get(i)) {
        data =
            switch (filter.getId()) {
              case DEFLATE -> inflate(data, bytes + CHECKSUM * filters.size());
              case SHUFFLE -> new ByteShuffleFilter().decode(data, filter.getData());
              default -> Arrays.copyOf(data, data.length - CHECKSUM);
            };
      }
    }
    if (data.length != bytes) {
      throw new HdfException("a chunk of " + data.length + " bytes in place of " + bytes);
    }
    return data;
  }

  private static byte[] inflate(byte[] packed, int limit) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      byte[] data = new byte[limit];
      int length = 0;
      for (int read = 1; read > 0 && length < limit; length += read) {
        read = inflater.inflate(data, length, limit - length);
      }
      if (!inflater.finished() && inflater.inflate(new byte[1]) > 0) {
        throw new HdfException("a chunk gives more than its " + limit + " bytes");
      }
      return Arrays.copyOf(data, length);
    } catch (DataFormatException e) {
      throw new HdfException("a chunk is no gzip", e);
    } finally {
      inflater.end();
    }
  }
}
