package recipe4j.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What every target does: feed a parser, and tell a proper refusal from a fault. */
public final class Fuzzed {
  private static final int LONGEST_MESSAGE = 2000;

  /** Line ends too: a name in a file may hold what moves the cursor of a terminal. */
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private Fuzzed() {}

  /** Of the processor's time: the machine may be busy with something else. */
  private static volatile Duration longest = Duration.ofDays(1);

  /**
   * How long an input may take from now on, of this thread's processor time; before the first call
   * there is no limit, as classes must be loaded and compiled first.
   */
  public static void limit(Duration time) {
    longest = time;
  }

  /** Something that parses. */
  @FunctionalInterface
  public interface Step {
    void run() throws Exception;
  }

  /** Something that parses a file, or a folder of files. */
  @FunctionalInterface
  public interface FileStep {
    void run(Path file) throws Exception;
  }

  /**
   * Parses.
   *
   * @return false if it was refused by an IOException or an IllegalArgumentException in one line
   * @throws AssertionError if it ended in any other way, or took too long
   */
  public static boolean take(Step step) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    boolean taken = refusedOrTaken(step);
    Duration time = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
    if (time.compareTo(longest) > 0) {
      throw new AssertionError("an input must take at most %s, found %s".formatted(longest, time));
    }
    return taken;
  }

  private static boolean refusedOrTaken(Step step) {
    try {
      step.run();
      return true;
    } catch (IOException | IllegalArgumentException e) {
      String message = e.getMessage();
      if (message == null
          || message.isBlank()
          || CONTROL.matcher(message).find()
          || message.length() > LONGEST_MESSAGE) {
        throw new AssertionError("a refusal must be one clear line, found: " + message, e);
      }
      return false;
    } catch (Exception e) {
      throw new AssertionError("a refusal must be an IOException, found " + e, e);
    }
  }

  /** Writes the input to a file of that name and parses it. */
  public static boolean file(String name, byte[] input, FileStep step) {
    return folder(List.of(name), List.of(input), folder -> step.run(folder.resolve(name)));
  }

  /** Writes files into a folder and parses that. */
  public static boolean folder(List<String> names, List<byte[]> contents, FileStep step) {
    try {
      Path folder = Files.createTempDirectory("fuzz-");
      try {
        for (int i = 0; i < Math.min(names.size(), contents.size()); i++) {
          Files.write(folder.resolve(names.get(i)), contents.get(i));
        }
        return take(() -> step.run(folder));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Several contents as one input: each with its length before it, in three bytes. */
  public static byte[] join(List<byte[]> parts) {
    int length = parts.stream().mapToInt(part -> part.length + 3).sum();
    byte[] whole = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      whole[at++] = (byte) (part.length >> 16);
      whole[at++] = (byte) (part.length >> 8);
      whole[at++] = (byte) part.length;
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  /** The contents again; a length that is too large takes what is left. */
  public static List<byte[]> split(byte[] whole) {
    List<byte[]> parts = new ArrayList<>();
    for (int at = 0; at + 3 <= whole.length; ) {
      int length = (whole[at] & 0xFF) << 16 | (whole[at + 1] & 0xFF) << 8 | (whole[at + 2] & 0xFF);
      int end = Math.min(whole.length, at + 3 + length);
      parts.add(Arrays.copyOfRange(whole, at + 3, end));
      at = end;
    }
    return parts;
  }
}
