import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** As clock.c. */
public final class Clock {
    private Clock() {}

    public static void main(String[] args) throws Exception {
        try (var listener = new ServerSocket(Integer.parseInt(args[1]), 8, InetAddress.getByName(args[0]))) {
            while (true) {
                try (var client = listener.accept()) {
                    var now = Instant.now();
                    var line = String.format("%d.%06d%n", now.getEpochSecond(), now.getNano() / 1000);
                    client.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
                } catch (java.io.IOException gone) {
                    continue;
                }
            }
        }
    }
}
