package recipe4j.listener;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import recipe4j.io.Folders;

/**
 * A file that TensorBoard reads: TFRecords (tensorflow/core/lib/io/record_writer.h) that hold
 * {@code Event} messages (tensorflow/core/util/event.proto), scalars laid out as TensorFlow 2 does.
 *
 * <p>Every record is appended at once and whole, so that TensorBoard can follow a training, and no
 * file stays open.
 */
final class EventFile {
  private static final int DT_FLOAT = 1;
  private static final int CRC_MASK = 0xa282ead8;

  private static final String PREFIX = "events.out.tfevents.";
  private static final Pattern NAME = Pattern.compile(Pattern.quote(PREFIX) + "(\\d{10})\\.");

  private final Path file;
  private final double started;
  private final long origin = System.nanoTime();

  private EventFile(Path file, double started) {
    this.file = file;
    this.started = started;
  }

  /**
   * Starts a new file; those that are there stay, and TensorBoard reads them all. It does so in the
   * order of their names, which begin with the time: a clock that was set back must not put a new
   * file before an old one.
   *
   * @param clock asked once; from then on time runs evenly
   */
  static EventFile create(Path folder, InstantSource clock) throws IOException {
    Folders.create(folder);
    double shown = clock.millis() / 1e3;
    long newest = newest(folder);
    double now = shown < newest ? newest + 1 : shown;
    for (int i = 0; ; i++) {
      Path file =
          folder.resolve(
              PREFIX
                  + String.format(
                      Locale.ROOT,
                      "%010d.recipe4j.%d.%d.v2",
                      (long) now,
                      ProcessHandle.current().pid(),
                      i));
      try {
        Files.createFile(file);
      } catch (FileAlreadyExistsException e) {
        continue; // another listener, within the same second
      }
      EventFile events = new EventFile(file, now);
      events.add(events.head());
      return events;
    }
  }

  /** The time in the name of the last file, in seconds since 1970, or 0. */
  private static long newest(Path folder) throws IOException {
    long newest = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path file : files) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        newest = name.lookingAt() ? Math.max(newest, Long.parseLong(name.group(1))) : newest;
      }
    }
    return newest;
  }

  /**
   * Reopens a file that {@link #create} made, cut back to a length; empty if there is none of that
   * length. The name may come from a damaged backup, so a link is not followed.
   */
  static Optional<EventFile> reopen(Path folder, String name, long bytes, InstantSource clock)
      throws IOException {
    if (!name.matches("events\\.out\\.tfevents\\.[\\w.]{1,100}")) {
      return Optional.empty();
    }
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || bytes < 0
        || Files.size(file) < bytes) {
      return Optional.empty();
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      channel.truncate(bytes);
    }
    return Optional.of(new EventFile(file, clock.millis() / 1e3));
  }

  String name() {
    return file.getFileName().toString();
  }

  long size() throws IOException {
    restoreIfRemoved();
    return Files.size(file);
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Adds one point of a curve. */
  void scalar(String tag, double value, long step) throws IOException {
    append(point(now(), tag, (float) value, step));
  }

  /** An event with one point of a curve, at a time in seconds since 1970. */
  static ProtoMessage point(double time, String tag, float value, long step) {
    ByteBuffer content = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    ProtoMessage tensor =
        new ProtoMessage()
            .number(1, DT_FLOAT)
            .message(2, new ProtoMessage()) // no dimension
            .bytes(4, content.putFloat(value).array());
    ProtoMessage plugin = new ProtoMessage().text(1, "scalars");
    ProtoMessage point =
        new ProtoMessage()
            .text(1, tag)
            .message(8, tensor)
            .message(9, new ProtoMessage().message(1, plugin));
    return new ProtoMessage()
        .fixed64(1, time)
        .number(2, step)
        .message(5, new ProtoMessage().message(1, point));
  }

  private void append(ProtoMessage event) throws IOException {
    restoreIfRemoved();
    add(event);
  }

  /** Follows no link, as {@link #create} makes regular files only. */
  private void add(ProtoMessage event) throws IOException {
    AppendedFile.append(file, frame(event.toByteArray()), LinkOption.NOFOLLOW_LINKS);
  }

  /** Starts the file anew if it was removed meanwhile; its curves then begin here. */
  private void restoreIfRemoved() throws IOException {
    if (!Files.exists(file)) {
      add(head());
    }
  }

  private ProtoMessage head() {
    return new ProtoMessage().fixed64(1, started).text(3, "brain.Event:2");
  }

  /** A record: length, its checksum, the data, its checksum. */
  static byte[] frame(byte[] data) {
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + data.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(maskedCrc(record.array(), Long.BYTES));
    record.put(data).putInt(maskedCrc(data, data.length));
    return record.array();
  }

  private static int maskedCrc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + CRC_MASK;
  }

  /** Seconds since 1970; never runs backwards. */
  private double now() {
    return started + (System.nanoTime() - origin) / 1e9;
  }
}
