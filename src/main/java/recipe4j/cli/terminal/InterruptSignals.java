package recipe4j.cli.terminal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Handles SIGINT, SIGTERM and SIGHUP until it is closed: the first signal runs an action, a second
 * one ends the JVM at once. Java has no public interface for signals, so {@code sun.misc.Signal} is
 * reached by reflection; where it is missing or the JVM was started with {@code -Xrs}, signals end
 * the JVM as usual.
 */
public final class InterruptSignals implements AutoCloseable {
  private static final int SIGNALLED = 128;
  private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

  private final AtomicInteger received = new AtomicInteger();
  private final Map<String, Object> before = new LinkedHashMap<>();
  private final Runnable action;

  private InterruptSignals(Runnable action) {
    this.action = action;
  }

  /** Runs an action, in a thread of its own, at the first signal. */
  public static InterruptSignals hear(Runnable action) {
    InterruptSignals signals = new InterruptSignals(action);
    try {
      for (String name : NUMBERS.keySet()) {
        try {
          signals.before.put(name, handle(name, signals.handler(NUMBERS.get(name))));
        } catch (ReflectiveOperationException e) {
          // There is no such signal here, as HUP on Windows, or it is not Java's to handle.
        }
      }
    } catch (LinkageError e) {
      // There are no signals here.
    }
    return signals;
  }

  /** The exit code for the signal that came; 1 if none came. */
  public int exitCode() {
    return received.get() == 0 ? 1 : SIGNALLED + received.get();
  }

  private Object handler(int number) throws ClassNotFoundException {
    Class<?> type = Class.forName("sun.misc.SignalHandler");
    InvocationHandler calls =
        (proxy, method, args) ->
            switch (method.getName()) {
              case "handle" -> {
                receive(number);
                yield null;
              }
              case "equals" -> proxy == args[0];
              case "hashCode" -> System.identityHashCode(proxy);
              default -> "signal " + number;
            };
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls);
  }

  private void receive(int number) {
    if (received.compareAndSet(0, number)) {
      action.run();
    } else {
      Runtime.getRuntime().halt(SIGNALLED + number);
    }
  }

  /** Sets a handler and returns the one before. */
  private static Object handle(String name, Object handler) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> type = Class.forName("sun.misc.SignalHandler");
    Method method = signal.getMethod("handle", signal, type);
    try {
      return method.invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    } catch (InvocationTargetException e) { // the JVM keeps this signal for itself
      throw new ReflectiveOperationException(e);
    }
  }

  @Override
  public void close() {
    try {
      for (Map.Entry<String, Object> entry : before.entrySet()) {
        handle(entry.getKey(), entry.getValue());
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a signal that could be handled can't be given back", e);
    }
  }
}
