using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using Fathom.Client.Processes;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Profiling.Running;

/// <summary>The impairment between client and server: a child process that both channels go through.</summary>
/// <remarks>Threads: one owner. Ownership: <see cref="Dispose"/> ends the process.</remarks>
internal sealed class NetLink : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly ChildNames s_names = new(
        "fathom-impair", "The impaired link", "link", "Start it alone with 'fathom-impair --to HOST:PORT --net SPEC' to see all that it says.");

    private readonly ChildProgram<NetReady> _program;

    private NetLink(ChildProgram<NetReady> program, NetReady ready, Uri state, Uri pixel)
    {
        _program = program;
        Ready = ready;
        State = state;
        Pixel = pixel;
    }

    /// <summary>What it said of itself.</summary>
    public NetReady Ready { get; }

    /// <summary>The state channel by way of the link.</summary>
    public Uri State { get; }

    /// <summary>The pixel channel by way of the link.</summary>
    public Uri Pixel { get; }

    /// <summary>Starts a link to a server and waits until it listens.</summary>
    public static NetLink Start(string net, int seed, Uri state, Uri pixel, Action<string> log, CancellationToken interrupt)
    {
        if (state.Scheme == "wss" || pixel.Scheme == "wss")
        {
            throw new FathomException(
                ExitCode.Usage, "--net does not go with wss.", "The server's certificate is for its own name, not for the link in between.", "Use ws, for example through an SSH tunnel, or impair the network itself.");
        }

        bool isOnePort = state.Port == pixel.Port && state.DnsSafeHost == pixel.DnsSafeHost;
        List<string> arguments = ["--net", net, "--seed", seed.ToString(CultureInfo.InvariantCulture), "--json", "--die-with-stdin", "--to", Address(state)];
        if (!isOnePort)
        {
            arguments.AddRange(["--to", Address(pixel)]);
        }

        var program = new ChildProgram<NetReady>(SiblingExecutable.Find("fathom-impair"), arguments, NetReady.Parse, s_names, log);
        NetLink? link = null;
        try
        {
            NetReady ready = program.WaitUntilReady(s_patience, interrupt);
            return link = new NetLink(program, ready, Through(state, ready.Ports[0]), Through(pixel, ready.Ports[^1]));
        }
        finally
        {
            if (link is null)
            {
                program.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _program.Dispose();

    private static string Address(Uri server) => string.Create(CultureInfo.InvariantCulture, $"{server.DnsSafeHost}:{server.Port}");

    private static Uri Through(Uri server, int port) => new UriBuilder(server) { Host = "127.0.0.1", Port = port }.Uri;
}
