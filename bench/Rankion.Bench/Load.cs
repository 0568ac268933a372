using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Rankion.Tests.Support;

namespace Rankion.Bench;

/// <summary>What a turn of load came to.</summary>
/// <param name="PerSecond">Answers.</param>
/// <param name="Cpu">Microseconds of the server's processor time for each: the figure that other work on the machine moves least.</param>
/// <param name="Bytes">Of one body.</param>
internal readonly record struct Turn(double PerSecond, double Cpu, int Bytes);

/// <summary>
/// Sends one GET again and again over connections that stay open, one thread each. It takes next to nothing of the processor
/// itself, so that what is measured is the server.
/// </summary>
internal sealed class Load(ServerProcess server, string path, string? token, string? etag = null)
{
    private readonly byte[] request = Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {server.Address.Authority}\r\n"
        + (token is null ? "" : $"Authorization: Bearer {token}\r\n")
        + (etag is null ? "" : $"If-None-Match: {etag}\r\n") + "\r\n");

    /// <param name="status">What every answer has to be.</param>
    public Turn Run(TimeSpan time, int connections, int status)
    {
        var (count, bytes) = (0, 0);
        var before = Processor();
        var start = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, connections).Select(_ => new Thread(() =>
        {
            using var client = new Client(server.Address);
            var mine = 0;
            while (Stopwatch.GetElapsedTime(start) < time)
            {
                bytes = client.Exchange(request, status);
                mine++;
            }
            Interlocked.Add(ref count, mine);
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new(count / seconds, (Processor() - before) * 1e6 / count, bytes);
    }

    /// <summary>Seconds of processor time that the server has used so far.</summary>
    private double Processor() => Directory.GetDirectories($"/proc/{server.Pid}/task").Sum(NanosecondsOf) / 1e9;

    private static double NanosecondsOf(string thread)
    {
        try
        {
            return double.Parse(File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // the thread has just ended
        }
    }

    private sealed class Client : IDisposable
    {
        private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly byte[] buffer = new byte[1 << 20];

        public Client(Uri address) => socket.Connect(address.Host, address.Port);

        /// <returns>The bytes of the body.</returns>
        public int Exchange(byte[] request, int status)
        {
            socket.Send(request);
            var (have, end) = (0, -1);
            while (end < 0)
            {
                have += Receive(buffer.AsSpan(have));
                end = buffer.AsSpan(0, have).IndexOf("\r\n\r\n"u8);
            }
            var head = buffer.AsSpan(0, end + 4);
            if (!Utf8Parser.TryParse(head[9..], out int answered, out _) || answered != status)
                throw new InvalidOperationException(Encoding.UTF8.GetString(buffer, 0, have));
            if (head.IndexOf("chunked"u8) >= 0)
                return Chunks(end + 4, have);
            var length = LengthIn(head);
            for (var got = have - head.Length; got < length;)
                got += Receive(buffer);
            return length;
        }

        public void Dispose() => socket.Dispose();

        /// <summary>Reads to the empty chunk at the end.</summary>
        private int Chunks(int start, int have)
        {
            while (!buffer.AsSpan(start, have - start).EndsWith("0\r\n\r\n"u8))
                have += Receive(buffer.AsSpan(have));
            return have - start;
        }

        private int Receive(Span<byte> into)
        {
            var read = socket.Receive(into);
            return read > 0 ? read : throw new IOException("The server hung up.");
        }

        private static int LengthIn(ReadOnlySpan<byte> head)
        {
            var at = head.IndexOf("Content-Length: "u8);
            return at >= 0 && Utf8Parser.TryParse(head[(at + 16)..], out int length, out _) ? length : 0;
        }
    }
}
