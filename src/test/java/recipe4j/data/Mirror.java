package recipe4j.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import recipe4j.datasets.idx.IdxPart;

/** A mirror on this machine that behaves as well or as badly as a test wants. */
public final class Mirror implements AutoCloseable {
  /** What a request is answered with. */
  public interface Answer {
    void to(HttpExchange exchange, byte[] file) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Answer> next = new CopyOnWriteArrayList<>();

  public Mirror() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Serves the parts, gzipped. */
  public static Mirror of(Map<IdxPart, byte[]> parts) throws IOException {
    Mirror mirror = new Mirror();
    parts.forEach((part, content) -> mirror.put(part.packedName(), IdxFixture.gzip(content)));
    return mirror;
  }

  public Mirror put(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  /** Answers the next request so; those after it as usual. */
  public Mirror then(Answer answer) {
    next.add(answer);
    return this;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Every request so far: name, and the range if one was asked for. */
  public List<String> requests() {
    return requests;
  }

  public static Answer status(int status) {
    return (exchange, file) -> exchange.sendResponseHeaders(status, -1);
  }

  /** Promises all of the file and sends its first bytes only. */
  public static Answer cutAfter(int bytes) {
    return (exchange, file) -> {
      exchange.sendResponseHeaders(200, file.length);
      exchange.getResponseBody().write(file, 0, bytes);
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  /** Sends the file as it should, ranges included. */
  public static void well(HttpExchange exchange, byte[] file) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (from >= file.length) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    if (range != null) {
      exchange
          .getResponseHeaders()
          .add("Content-Range", "bytes %d-%d/%d".formatted(from, file.length - 1, file.length));
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, file.length - from);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(Arrays.copyOfRange(file, from, file.length));
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring(1);
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(range == null ? name : name + " " + range);
    byte[] file = files.get(name);
    Answer answer;
    synchronized (next) {
      answer = !next.isEmpty() ? next.remove(0) : file == null ? status(404) : Mirror::well;
    }
    try (exchange) {
      answer.to(exchange, file);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
