// As clock.c.
using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

public static class Clock
{
    public static void Main(string[] args)
    {
        var listener = new TcpListener(IPAddress.Parse(args[0]), int.Parse(args[1]));
        listener.Start();
        while (true)
        {
            using (var client = listener.AcceptTcpClient())
            {
                double now = (DateTime.UtcNow - new DateTime(1970, 1, 1)).Ticks / 1e7;
                byte[] line = Encoding.ASCII.GetBytes(now.ToString("F6", CultureInfo.InvariantCulture) + "\n");
                client.GetStream().Write(line, 0, line.Length);
            }
        }
    }
}
