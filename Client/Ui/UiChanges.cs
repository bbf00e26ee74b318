using Fathom.Client.Intents;
using Fathom.Client.Loop;

namespace Fathom.Client.Ui;

/// <summary>Notices that something changed which the panels show. Everything compared is an immutable value, so references do.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class UiChanges
{
    private readonly LoopState _state;
    private readonly IntentQueue _intents;
    private (object? View, object? Dims, object? State, object? Pixel, object? Gate, object? Error, long News, bool Busy) _seen;

    /// <summary>Creates a watch.</summary>
    public UiChanges(LoopState state, IntentQueue intents)
    {
        _state = state;
        _intents = intents;
    }

    /// <summary>Whether anything changed since the last call.</summary>
    public bool Check()
    {
        bool isBusy = _intents.IsBusy;
        bool same = ReferenceEquals(_seen.View, _state.View) && ReferenceEquals(_seen.Dims, _state.Dims)
            && ReferenceEquals(_seen.State, _state.StateChannel) && ReferenceEquals(_seen.Pixel, _state.PixelChannel)
            && ReferenceEquals(_seen.Gate, _state.Gate) && ReferenceEquals(_seen.Error, _state.LastError)
            && _seen.News == _intents.News.Version && _seen.Busy == isBusy;
        if (!same)
        {
            _seen = (_state.View, _state.Dims, _state.StateChannel, _state.PixelChannel, _state.Gate, _state.LastError, _intents.News.Version, isBusy);
        }

        return !same;
    }
}
