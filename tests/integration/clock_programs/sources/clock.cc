// As clock.c, with threads: one serves, one goes by std::chrono's clocks and waits by each of them.
#include <arpa/inet.h>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <csignal>
#include <mutex>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace std::chrono;

static void wait_by_each_clock() {
    std::mutex mutex;
    std::condition_variable nobody;
    for (;;) {
        std::unique_lock<std::mutex> lock(mutex);
        nobody.wait_for(lock, 50ms);
        nobody.wait_until(lock, steady_clock::now() + 50ms);
        std::this_thread::sleep_until(steady_clock::now() + 50ms);
    }
}

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    std::signal(SIGPIPE, SIG_IGN);
    std::thread(wait_by_each_clock).detach();
    int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_port = htons(std::atoi(argv[2]));
    inet_pton(AF_INET, argv[1], &here.sin_addr);
    if (bind(listener, reinterpret_cast<sockaddr *>(&here), sizeof here) || listen(listener, 8)) return 1;
    for (;;) {
        int client = accept(listener, nullptr, nullptr);
        if (client < 0) continue;
        auto now = duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
        auto line = std::to_string(now / 1e6) + "\n";
        if (write(client, line.data(), line.size()) < 0) std::perror("write");
        close(client);
    }
}
