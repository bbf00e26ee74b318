using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Protocol.Intents;

namespace Fathom.Client.Tests.Intents;

/// <summary>
/// A throttle, a link with a round trip and a server that takes a while for each intent, in virtual time. Runs until nothing is left to happen.
/// </summary>
internal sealed class SimulatedLink
{
    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> _events = new();
    private readonly OutgoingIntent[] _output = new OutgoingIntent[8];
    private readonly TimeSpan _oneWay;
    private readonly TimeSpan _work;
    private TimeSpan _serverFree;
    private TimeSpan? _wake;
    private int _order;

    public SimulatedLink(IntentThrottle throttle, double roundTripMs, double workMs = 0)
    {
        Throttle = throttle;
        _oneWay = TimeSpan.FromMilliseconds(roundTripMs / 2);
        _work = TimeSpan.FromMilliseconds(workMs);
    }

    public IntentThrottle Throttle { get; }

    public TimeSpan Now { get; private set; }

    /// <summary>What reached the server, and when it was applied.</summary>
    public List<(TimeSpan At, OutgoingIntent Intent)> Applied { get; } = [];

    /// <summary>What left the throttle.</summary>
    public List<(TimeSpan At, OutgoingIntent Intent)> Sent { get; } = [];

    public int MostUnanswered { get; private set; }

    /// <summary>Swallows the answers to intents for which this says so.</summary>
    public Func<OutgoingIntent, bool> Loses { get; set; } = static _ => false;

    public IEnumerable<long> AppliedNumbers => Applied.Select(applied => applied.Intent.Value.Number);

    public void At(double milliseconds, Action action) => _events.Enqueue(action, (TimeSpan.FromMilliseconds(milliseconds), _order++));

    public void Run()
    {
        while (_events.TryDequeue(out Action? action, out (TimeSpan At, int Order) place))
        {
            Now = place.At;
            action();
            Flush();
        }
    }

    private void Flush()
    {
        int count = Throttle.Flush(Now, _output);
        for (int i = 0; i < count; i++)
        {
            Send(_output[i]);
        }

        MostUnanswered = Math.Max(MostUnanswered, Throttle.UnansweredCount);
        if (Throttle.NextDue(Now) is { } due && (_wake is null || due < _wake || _wake <= Now))
        {
            _wake = due;
            _events.Enqueue(static () => { }, (due, _order++));
        }
    }

    private void Send(OutgoingIntent intent)
    {
        Sent.Add((Now, intent));
        TimeSpan arrival = Now + _oneWay;
        _serverFree = (_serverFree > arrival ? _serverFree : arrival) + _work;
        TimeSpan applied = _serverFree;
        _events.Enqueue(() => Applied.Add((applied, intent)), (applied, _order++));
        if (!Loses(intent))
        {
            _events.Enqueue(() => Throttle.Answer(intent.Ticket, Now), (applied + _oneWay, _order++));
        }
    }
}
