package recipe4j.datasets.download;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import recipe4j.data.InvalidDataException;

/** Opens a connection to a mirror; tells failures that may pass from those that won't. */
final class HttpConnection {
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;

  private HttpConnection() {}

  /**
   * Asks for a file from some byte on.
   *
   * @param from first byte wanted
   * @param millisLeft longest to wait
   * @return a connection that answered 200 (all of the file) or 206 (from the byte wanted)
   * @throws InvalidDataException if the mirror does not answer with the file from that byte on
   * @throws UnusableMirrorException if the mirror can't be reached, is silent, or lacks the file
   * @throws IOException if trying again may help
   */
  static HttpURLConnection open(URI address, long from, MirrorDownload.Pace pace, long millisLeft)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout((int) Math.min(pace.connect().toMillis(), millisLeft));
    connection.setReadTimeout((int) Math.min(pace.read().toMillis(), millisLeft));
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept-Encoding", "identity");
    connection.setRequestProperty("Connection", "close"); // leaves no thread behind
    if (from > 0) {
      connection.setRequestProperty("Range", "bytes=" + from + "-");
    }
    try {
      connect(
          connection, Math.min(pace.connect().plus(pace.read()).toMillis() / 2 + 1, millisLeft));
      check(address, connection, from);
      return connection;
    } catch (UnknownHostException e) {
      connection.disconnect();
      throw new UnusableMirrorException("unknown host " + address.getHost());
    } catch (ConnectException | NoRouteToHostException | SocketTimeoutException | SSLException e) {
      connection.disconnect();
      throw new UnusableMirrorException("%s: %s".formatted(address, e.getMessage()));
    } catch (IOException e) {
      connection.disconnect();
      throw e;
    }
  }

  /** Connects on a thread of its own, as looking up a host name knows no time limit. */
  private static void connect(HttpURLConnection connection, long millis) throws IOException {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              connection.connect();
              return null;
            });
    Thread thread = new Thread(task, "recipe4j-connect");
    thread.setDaemon(true);
    thread.start();
    try {
      task.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new SocketTimeoutException("no connection within " + millis + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while connecting");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IOException(e.getCause());
    }
  }

  private static void check(URI address, HttpURLConnection connection, long from)
      throws IOException {
    int status = connection.getResponseCode();
    if (status == HttpURLConnection.HTTP_OK) {
      return;
    }
    if (status == HttpURLConnection.HTTP_PARTIAL) {
      String range = String.valueOf(connection.getHeaderField("Content-Range"));
      if (!range.startsWith("bytes " + from + "-")) {
        throw new InvalidDataException(
            "%s: asked for bytes from %s on, found %s".formatted(address, from, range));
      }
      return;
    }
    if (status == RANGE_NOT_SATISFIABLE) {
      throw new InvalidDataException(
          "%s: asked for bytes from %s on, found a shorter file".formatted(address, from));
    }
    String answer = "%s: HTTP status %s".formatted(address, status);
    if (status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS) {
      throw new IOException(answer);
    }
    throw new UnusableMirrorException(answer);
  }
}
