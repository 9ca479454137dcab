package recipe4j.train.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import recipe4j.io.Folders;
import recipe4j.io.RegularFile;
import recipe4j.io.UntrustedJson;
import recipe4j.io.UntrustedText;

/** Reads the metrics of a training out of a CSV or JSON file, which is untrusted input. */
public final class HistoryFile {
  /** Enough for a hundred thousand epochs, and little enough for memory. */
  private static final long MAX_BYTES = 16L << 20;

  /** Where a run folder keeps its history; the first that exists is read. */
  private static final List<String> IN_RUN_FOLDER = List.of("history.csv", "history.json");

  private HistoryFile() {}

  /**
   * Reads a file. Where there is no value (an empty cell, NA, null) the table has NaN; epochs that
   * are counted from 1 become epochs counted from 0; the notes say what was renamed or left out.
   *
   * @param given CSV or JSON of at most 16 MB, 1,000,000 epochs and 1,000 metrics with names of at
   *     most 200 characters, or a run folder, which holds one
   * @return the metrics
   * @throws IOException if it can't be read or holds no metrics
   */
  public static HistoryTable read(Path given) throws IOException {
    Path file = file(given);
    String text = text(file);
    try {
      return isJson(file, text) ? HistoryJson.read(documents(file, text)) : HistoryCsv.read(text);
    } catch (IllegalArgumentException e) {
      throw new IOException("%s: %s".formatted(file, UntrustedText.sentence(e.getMessage())), e);
    }
  }

  /** A folder stands for the history in it. */
  private static Path file(Path given) throws IOException {
    if (!Files.isDirectory(given)) {
      return given;
    }
    for (String name : IN_RUN_FOLDER) {
      Path inside = Folders.toRead(given, name);
      if (Files.exists(inside)) {
        return inside;
      }
    }
    throw new IOException(
        "%s: a run folder must hold %s, found neither; give the file itself"
            .formatted(given, String.join(" or ", IN_RUN_FOLDER)));
  }

  /** By its name, or else by its first character: CSVLogger's file may be called training.log. */
  private static boolean isJson(Path file, String text) {
    String start = text.stripLeading();
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".json")
        || start.startsWith("{")
        || start.startsWith("[");
  }

  /** A whole file of text, without a byte order mark. */
  private static String text(Path file) throws IOException {
    byte[] bytes = RegularFile.bytes(file, MAX_BYTES);
    Charset charset = StandardCharsets.UTF_8;
    int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
    if (mark == 0xFFFE || mark == 0xFEFF) {
      charset = StandardCharsets.UTF_16; // a spreadsheet's "Unicode text"
    }
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IOException(
          file + ": a loss curve must be text in UTF-8, CSV or JSON, found other bytes", e);
    }
  }

  /**
   * Reads one JSON document with the numbers that Python writes, NaN and Infinity included.
   *
   * @param file of at most 16 MB
   * @return its root
   * @throws IOException if it can't be read or is no such JSON
   */
  public static JsonNode readJson(Path file) throws IOException {
    List<JsonNode> documents = documents(file, text(file));
    if (documents.size() > 1) {
      throw new IOException(file + " is no valid JSON (something follows its end)");
    }
    return documents.get(0);
  }

  /** One document, or one per line as {@code to_json(lines=True)} of pandas writes them. */
  private static List<JsonNode> documents(Path file, String text) throws IOException {
    JsonMapper mapper =
        JsonMapper.builder(UntrustedJson.factory())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES) // str(history.history)
            .build();
    List<JsonNode> documents = new ArrayList<>();
    try (MappingIterator<JsonNode> all = mapper.readerFor(JsonNode.class).readValues(text)) {
      while (all.hasNextValue()) {
        documents.add(all.nextValue());
      }
    } catch (JsonProcessingException e) {
      throw new IOException("%s is no valid JSON (%s)".formatted(file, UntrustedJson.reason(e)), e);
    }
    return documents.isEmpty() ? List.of(MissingNode.getInstance()) : documents;
  }

  /**
   * The numbers of an array.
   *
   * @param name of the array, for messages
   * @param array from {@link #readJson}
   * @return one per element
   * @throws IllegalArgumentException if it is no array, or holds anything else
   */
  public static double[] numbers(String name, JsonNode array) {
    if (!array.isArray()) {
      throw new IllegalArgumentException(
          "\"%s\" must be an array with a number per epoch, found %s"
              .formatted(name, array.getNodeType().name().toLowerCase(Locale.ROOT)));
    }
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!array.get(i).isNumber()) {
        throw new IllegalArgumentException(
            "\"%s\" must hold numbers, found %s at epoch %s".formatted(name, array.get(i), i));
      }
      numbers[i] = array.get(i).doubleValue();
    }
    return numbers;
  }
}
