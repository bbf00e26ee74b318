using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fathom.Protocol.Intents;
using Fathom.Protocol.Ledger;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Ledger;

public sealed class StateLedgerPropertyTests
{
    private static readonly PropertyKey s_key = new("layer", "layer-0", "opacity");

    [Fact]
    public void Agrees_with_the_model_in_every_interleaving_of_intents_answers_notices_and_disconnects()
    {
        Programs.Check(AgreesWithModel, count: 1500);
    }

    [Fact]
    public void Ends_in_the_servers_state_however_links_and_people_interleave()
    {
        Programs.Check(EndsInTheServersState, count: 800);
    }

    private static void AgreesWithModel(int[] program)
    {
        // No pause after answers here: the model knows no time.
        var ledger = new StateLedger(new LedgerOptions { SettleTime = TimeSpan.Zero });
        var model = new LedgerModel();
        int id = 0;
        TimeSpan now = TimeSpan.Zero;
        foreach (int step in program)
        {
            now += TimeSpan.FromMilliseconds(step % 97);
            long value = step / 16 % 4;
            LedgerModel.Change[] sent = [.. model.Sent];
            LedgerModel.Change? any = sent.Length == 0 ? null : sent[step / 64 % sent.Length];
            switch (step % 16)
            {
                case < 4:
                    ledger.Propose(s_key, value);
                    model.Propose(value);
                    break;
                case < 8 when model.Proposal is { } proposal:
                    proposal.Id = "i" + id++.ToString(CultureInfo.InvariantCulture);
                    model.Send();
                    ledger.Dispatch(s_key, proposal.Value, IntentKind.Absolute, proposal.Id, now);
                    break;
                case < 11 when any is not null:
                    Assert.True(ledger.Accept(any.Id, value, now).IsKnown);
                    model.Accept(any, value);
                    break;
                case < 13 when any is not null:
                    Assert.True(ledger.Reject(any.Id).IsKnown);
                    LedgerModel.Refuse(any);
                    break;
                case 13 or 14:
                    ledger.Notify(s_key, value);
                    model.Notify(value);
                    break;
                case 15:
                    ledger.Disconnect();
                    model.Disconnect();
                    break;
                default:
                    break;
            }

            ledger.Advance(now, []);
            Assert.Equal(model.Shown, Number(ledger.Shown(s_key)));
            Assert.Equal(model.Sent.Count(), ledger.PendingCount);
        }
    }

    private static void EndsInTheServersState(int[] program)
    {
        var ledger = new StateLedger();
        var server = new SimulatedServer();
        TimeSpan now = TimeSpan.Zero;
        int id = 0;
        (long Value, bool IsOpen) wish = default;
        foreach (int step in program)
        {
            now += TimeSpan.FromMilliseconds(step % 31);
            long value = step / 16 % 8;
            switch (step % 16)
            {
                case < 5:
                    wish = ledger.Propose(s_key, value) ? (value, true) : wish;
                    break;
                case < 9:
                    Send(ledger, server, ref wish, ref id, now);
                    break;
                case < 13:
                    server.Work();
                    break;
                case 13:
                    server.SomebodyElse(value);
                    break;
                default:
                    server.Deliver(ledger, s_key, now);
                    break;
            }
        }

        Send(ledger, server, ref wish, ref id, now);
        while (server.Work() | server.Deliver(ledger, s_key, now))
        {
        }

        ledger.Advance(now + TimeSpan.FromSeconds(1), []);
        Assert.Equal(server.Value, Number(ledger.Shown(s_key)) ?? 0);
        Assert.Equal(0, ledger.PendingCount);
    }

    private static void Send(StateLedger ledger, SimulatedServer server, ref (long Value, bool IsOpen) wish, ref int id, TimeSpan now)
    {
        if (wish.IsOpen)
        {
            string name = "i" + id++.ToString(CultureInfo.InvariantCulture);
            ledger.Dispatch(s_key, wish.Value, IntentKind.Absolute, name, now);
            server.Receive(name, wish.Value);
            wish = default;
        }
    }

    private static long? Number(StateValue? value) => value is not null && value.TryGetInt64(out long number) ? number : null;

    /// <summary>Applies in order, clamps to 5, refuses 7, answers at once and broadcasts later, as real servers do.</summary>
    private sealed class SimulatedServer
    {
        private readonly Queue<(string Id, long Value)> _inbox = new();
        private readonly Queue<Action<StateLedger, PropertyKey, TimeSpan>> _outbox = new();
        private readonly Queue<long> _broadcasts = new();
        private bool _isBroadcastTurn;

        public long Value { get; private set; }

        public void Receive(string id, long value) => _inbox.Enqueue((id, value));

        public void SomebodyElse(long value)
        {
            Value = value;
            _broadcasts.Enqueue(value);
        }

        public bool Work()
        {
            // Broadcasts lag behind answers: each turn does one or the other.
            _isBroadcastTurn = !_isBroadcastTurn || _inbox.Count == 0;
            if (_isBroadcastTurn && _broadcasts.TryDequeue(out long value))
            {
                _outbox.Enqueue((ledger, key, now) => ledger.Notify(key, value));
                return true;
            }

            if (!_inbox.TryDequeue(out (string Id, long Value) intent))
            {
                return false;
            }

            if (intent.Value == 7)
            {
                _outbox.Enqueue((ledger, key, now) => ledger.Reject(intent.Id));
                return true;
            }

            long applied = Math.Min(intent.Value, 5);
            Value = applied;
            _outbox.Enqueue((ledger, key, now) => ledger.Accept(intent.Id, applied, now));
            _broadcasts.Enqueue(applied);
            return true;
        }

        public bool Deliver(StateLedger ledger, PropertyKey key, TimeSpan now)
        {
            bool isAny = _outbox.TryDequeue(out Action<StateLedger, PropertyKey, TimeSpan>? message);
            message?.Invoke(ledger, key, now);
            return isAny;
        }
    }
}
