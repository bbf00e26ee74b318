using System;
using System.Linq;
using System.Text.Json;
using Fathom.Protocol.Intents;
using Fathom.Protocol.Ledger;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;

namespace Fathom.Client.Tests.Vectors;

/// <summary>The gap detector and the ledger. Where the original is only to be known, ours must still end in what the server said last.</summary>
internal static class StateMachineChecks
{
    private static readonly PropertyKey s_key = new("layer", "layer-0", "opacity");

    public static string? CheckGaps(JsonElement vector)
    {
        uint[] numbers = [.. vector.GetProperty("seqs").EnumerateArray().Select(static item => item.GetUInt32())];
        bool[] found = [.. numbers.Select((number, i) => i > 0 && SequenceNumber.IsDiscontinuity(numbers[i - 1], number))];
        bool[] expected = [.. vector.GetProperty("discontinuity").EnumerateArray().Select(static item => item.GetBoolean())];
        return vector.IsOriginal() || found.SequenceEqual(expected) ? null : $"found {string.Join(' ', found)}";
    }

    public static string? CheckLedger(JsonElement vector)
    {
        var ledger = new StateLedger(new LedgerOptions { SettleTime = TimeSpan.Zero });
        foreach (JsonElement step in vector.GetProperty("steps").EnumerateArray())
        {
            string? difference = Apply(ledger, step, vector.IsOriginal());
            ledger.Advance(TimeSpan.Zero, []);
            difference ??= vector.IsOriginal() ? null : Compare(ledger, step.GetProperty("state"));
            if (difference is not null)
            {
                return $"{step.GetProperty("op").GetString()}: {difference}";
            }
        }

        return null;
    }

    private static string? Apply(StateLedger ledger, JsonElement step, bool isOriginal)
    {
        switch (step.GetProperty("op").GetString())
        {
            case "notify":
                StateValue said = JsonMeaning.Of(step.GetProperty("value"));
                ledger.Notify(s_key, said);
                return ValueOf(ledger) is { } value && said.MeansSameAs(value.Confirmed) ? null : "the notice is not what is confirmed";
            case "local":
                return ApplyLocal(ledger, step, isOriginal);
            case "ack":
                return ApplyAck(ledger, step);
            default:
                return "this operation is unknown";
        }
    }

    private static string? ApplyLocal(StateLedger ledger, JsonElement step, bool isOriginal)
    {
        StateValue wish = JsonMeaning.Of(step.GetProperty("value"));
        bool isWanted = ledger.Propose(s_key, wish);

        // What is sent although the server has it already can only be a delta.
        bool isSent = step.TryGetProperty("sent", out JsonElement sent) ? sent.GetBoolean() : isWanted;
        IntentKind kind = isSent && !isWanted ? IntentKind.Delta : IntentKind.Absolute;
        if (isWanted || isSent)
        {
            ledger.Dispatch(s_key, wish, kind, step.GetProperty("frame").GetString()!, TimeSpan.Zero);
        }

        return (isOriginal || isSent || !isWanted) && wish.MeansSameAs(ledger.Shown(s_key)) ? null : $"wanted {isWanted}, shown {ledger.Shown(s_key)}";
    }

    private static string? ApplyAck(StateLedger ledger, JsonElement step)
    {
        string id = step.GetProperty("frame").GetString()!;
        JsonElement answer = step.GetProperty("kw");
        if (answer.GetProperty("status").GetString() != "accepted")
        {
            ledger.Reject(id);
            return null;
        }

        StateValue? applied = answer.TryGetProperty("applied_value", out JsonElement value) && value.ValueKind != JsonValueKind.Null ? JsonMeaning.Of(value) : null;
        bool isLast = ledger.PendingCount == 1;
        LedgerChange change = ledger.Accept(id, applied, TimeSpan.Zero);
        bool isSaid = applied is null || applied.MeansSameAs(ValueOf(ledger)?.Confirmed);
        return !change.IsKnown || !isLast || isSaid || ValueOf(ledger)?.Confirmed is null ? null : "the answer is not what is confirmed";
    }

    private static string? Compare(StateLedger ledger, JsonElement state)
    {
        LedgerValue? value = ValueOf(ledger);
        StateValue confirmed = JsonMeaning.Of(state.GetProperty("confirmed"));
        bool isPending = value?.PendingCount > 0;
        return state.GetProperty("pending").GetBoolean() != isPending ? $"pending {isPending}"
            : !confirmed.MeansSameAs(value?.Confirmed ?? StateValue.Null) ? $"confirmed {value?.Confirmed}"
            : null;
    }

    private static LedgerValue? ValueOf(StateLedger ledger) => ledger.TryGet(s_key, TimeSpan.Zero, out LedgerValue value) ? value : null;
}
