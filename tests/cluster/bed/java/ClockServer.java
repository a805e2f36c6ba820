import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TimerTask;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A small server with many ways of waiting, to see which of them survive a moved clock.
 *
 * <p>{@code java ClockServer TIME_PORT TIMERS_PORT [PORT...]}: each connection to TIME_PORT (and to any
 * further PORT) gets one line, the server's UTC time in ISO 8601 with milliseconds. Each connection to
 * TIMERS_PORT gets one line of JSON: how often each kind of waiting has come back, at ten times a second,
 * with the monotonic time and the CPU time used, so that a test sees what hangs and what spins.
 */
public final class ClockServer {
    private static final long STEP_MS = 100;
    private static final DateTimeFormatter FORMAT =
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Map<String, AtomicLong> COUNTERS = new TreeMap<>();

    private ClockServer() {}

    /** One round of waiting. */
    private interface Round {
        void run() throws Exception;
    }

    /** What a connection is answered. */
    private interface Answer {
        String line();
    }

    public static void main(String[] args) throws Exception {
        if (args.length < 2) {
            System.err.println("usage: java ClockServer TIME_PORT TIMERS_PORT [PORT...]");
            System.exit(2);
        }
        startWaiting();
        serve(Integer.parseInt(args[1]), ClockServer::timers);
        for (int i = 0; i < args.length; i++) {
            if (i != 1) {
                serve(Integer.parseInt(args[i]), () -> FORMAT.format(Instant.now()));
            }
        }
        System.out.println("ready at " + FORMAT.format(Instant.now()));
        Thread.currentThread().join();
    }

    private static void startWaiting() throws IOException {
        loop("sleep", () -> Thread.sleep(STEP_MS));
        Object monitor = new Object();
        loop("object_wait", () -> {
            synchronized (monitor) {
                monitor.wait(STEP_MS);
            }
        });
        loop("park_nanos", () -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(STEP_MS)));
        ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket reader = new Socket(silent.getInetAddress(), silent.getLocalPort());
        reader.setSoTimeout((int) STEP_MS);
        loop("socket_timeout", () -> {
            try {
                reader.getInputStream().read();
            } catch (SocketTimeoutException expected) {
                return; // nobody ever writes
            }
        });
        AtomicLong fixedRate = counter("scheduled_executor");
        Executors.newScheduledThreadPool(2).scheduleAtFixedRate(
            fixedRate::incrementAndGet, STEP_MS, STEP_MS, TimeUnit.MILLISECONDS);
        // By contract java.util.Timer goes by the wall clock: it may stop or burst after a jump.
        AtomicLong timer = counter("java_util_timer");
        new java.util.Timer("timer", true).schedule(new TimerTask() {
            @Override
            public void run() {
                timer.incrementAndGet();
            }
        }, STEP_MS, STEP_MS);
    }

    private static AtomicLong counter(String name) {
        AtomicLong counter = new AtomicLong();
        COUNTERS.put(name, counter);
        return counter;
    }

    private static void loop(String name, Round round) {
        AtomicLong counter = counter(name);
        start(name, () -> {
            while (true) {
                try {
                    round.run();
                } catch (Exception problem) {
                    System.err.println(name + ": " + problem);
                    return; // its counter stands still, which is what a test looks for
                }
                counter.incrementAndGet();
            }
        });
    }

    private static void serve(int port, Answer answer) throws IOException {
        ServerSocket server = new ServerSocket(port, 128);
        start("port-" + port, () -> {
            while (true) {
                try (Socket client = server.accept(); OutputStream out = client.getOutputStream()) {
                    out.write((answer.line() + "\n").getBytes(StandardCharsets.UTF_8));
                } catch (IOException gone) {
                    continue; // a probe that hung up is no reason to end
                }
            }
        });
        System.out.println("listening on " + port);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static String timers() {
        com.sun.management.OperatingSystemMXBean system = (com.sun.management.OperatingSystemMXBean)
            ManagementFactory.getOperatingSystemMXBean();
        StringBuilder json = new StringBuilder("{\"step_ms\": " + STEP_MS);
        json.append(", \"wall\": \"").append(FORMAT.format(Instant.now())).append('"');
        json.append(", \"monotonic_ms\": ").append(System.nanoTime() / 1_000_000);
        json.append(", \"cpu_ms\": ").append(system.getProcessCpuTime() / 1_000_000);
        json.append(", \"threads\": ").append(ManagementFactory.getThreadMXBean().getThreadCount());
        json.append(", \"counters\": {");
        String comma = "";
        for (Map.Entry<String, AtomicLong> entry : COUNTERS.entrySet()) {
            json.append(comma).append('"').append(entry.getKey()).append("\": ").append(entry.getValue());
            comma = ", ";
        }
        return json.append("}}").toString();
    }
}
