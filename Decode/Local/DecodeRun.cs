using System;

namespace Fathom.Decode.Local;

/// <summary>What is known of the frames since decoding began somewhere: which can still come, which are wrong because of damage or because they came
/// without the pictures that they refer to.</summary>
/// <remarks>Threads: one at a time.</remarks>
internal sealed class DecodeRun(int frames)
{
    private readonly byte[] _states = new byte[frames];
    private bool _isDamaged;
    private int _suspectBelow;

    private enum State : byte
    {
        Sound = 0,
        Suspect,
        Bad,
    }

    /// <summary>No frame below can come out any more.</summary>
    internal int Next { get; private set; }

    /// <summary>Frames below came without what they refer to.</summary>
    internal int Trusted { get; private set; }

    /// <summary>Pictures so far, where they can only be counted.</summary>
    internal int Counted { get; set; }

    /// <summary>Decoding begins with a frame that needs no other.</summary>
    internal void Begin(int frame)
    {
        (Next, Trusted, Counted) = (frame, frame, 0);
        (_isDamaged, _suspectBelow) = (false, 0);
    }

    /// <summary>A packet goes into the decoder.</summary>
    /// <param name="frame">Whose it is; -1 when that is not known.</param>
    /// <param name="isKey">Whether decoding could begin with it: damage ends here, but for the pictures that are shown before it.</param>
    internal void Send(int frame, bool isKey)
    {
        if (isKey && _isDamaged)
        {
            (_isDamaged, _suspectBelow) = (false, Math.Max(frame, 0));
        }

        if (frame >= Trusted)
        {
            _states[frame] = (byte)(_isDamaged || frame < _suspectBelow ? State.Suspect : State.Sound);
        }
    }

    /// <summary>The decoder complained about the packet of a frame, or could not decode it at all.</summary>
    internal void Note(int frame, bool isLost)
    {
        // What came before its references cannot but fail, and nobody wants it from here.
        if (frame < 0 || frame >= Trusted)
        {
            _isDamaged = true;
        }

        if (frame >= Trusted && frame >= 0)
        {
            _states[frame] = Math.Max(_states[frame], (byte)(isLost ? State.Bad : State.Suspect));
        }
    }

    /// <summary>A picture came out.</summary>
    internal void Came(int frame) => Next = Math.Max(Next, frame + 1);

    internal bool IsSuspect(int frame) => _states[frame] != (byte)State.Sound;

    internal bool IsBad(int frame) => _states[frame] == (byte)State.Bad;
}
