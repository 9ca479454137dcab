package recipe4j.keras.hdf5;

import io.jhdf.GlobalHeap;
import io.jhdf.Utils;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import io.jhdf.object.message.AttributeMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import recipe4j.keras.KerasFormatException;

/**
 * The strings of an attribute, as UTF-8: h5py writes the names of layers so, and declares them
 * ASCII.
 */
final class Hdf5Text {
  private static final int MAX_STRINGS = 100_000;

  private final Hdf5Storage storage;
  private final Map<Long, GlobalHeap> heaps = new HashMap<>();

  Hdf5Text(Hdf5Storage storage) {
    this.storage = storage;
  }

  /**
   * Reads the strings of an attribute.
   *
   * @return empty for an empty list of any type
   * @throws KerasFormatException if they are too many, or no text
   */
  List<String> read(AttributeMessage attribute) throws KerasFormatException {
    long count = attribute.getDataSpace().getTotalLength();
    if (count < 0 || count > MAX_STRINGS) {
      throw new KerasFormatException(
          "the attribute %s must have at most %s strings, found %s; save the model again"
              .formatted(attribute.getName(), MAX_STRINGS, count));
    }
    DataType type = attribute.getDataType();
    boolean variable = type instanceof VariableLength varying && varying.isVariableLengthString();
    List<String> texts = new ArrayList<>();
    if (count == 0 || attribute.getDataBuffer() == null) {
      return texts;
    }
    if (!variable && !(type instanceof StringData)) {
      throw new KerasFormatException(
          "the attribute %s must be text, found %s; save the model again"
              .formatted(attribute.getName(), kind(type)));
    }
    ByteBuffer data = attribute.getDataBuffer().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    data.position(0);
    for (int i = 0; i < count; i++) {
      ByteBuffer element = Utils.createSubBuffer(data, type.getSize());
      texts.add(variable ? varying(element) : fixed((StringData) type, element));
    }
    return texts;
  }

  private String fixed(StringData type, ByteBuffer element) {
    storage.charge(element.remaining());
    type.getStringPaddingHandler().setBufferLimit(element);
    return StandardCharsets.UTF_8.decode(element).toString();
  }

  /** A length, then the address of a heap and the number of an object in it; 0 for no text. */
  private String varying(ByteBuffer element) {
    int length = element.getInt();
    long address = Utils.readBytesAsUnsignedLong(element, storage.getSizeOfOffsets());
    int index = element.getInt();
    if (index == 0 || length == 0) {
      return "";
    }
    GlobalHeap heap = heaps.computeIfAbsent(address, at -> new GlobalHeap(storage, at));
    ByteBuffer object = heap.getObjectData(index);
    storage.charge(length);
    return StandardCharsets.UTF_8.decode(object.limit(length)).toString();
  }

  /** What a type holds, by its class in the HDF5 File Format Specification, IV.A.2.d. */
  static String kind(DataType type) {
    return switch (type.getDataClass()) {
      case 0 -> "whole numbers";
      case 1 -> "floats";
      case 2 -> "times";
      case 3 -> "text";
      case 4 -> "bits";
      case 5 -> "opaque bytes";
      case 6 -> "compounds";
      case 7 -> "references";
      case 8 -> "enumerated values";
      case 9 -> "values of varying length";
      case 10 -> "arrays";
      default -> "values of an unknown type";
    };
  }
}
