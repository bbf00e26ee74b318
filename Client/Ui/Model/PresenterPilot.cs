using Fathom.Client.Presentation;

namespace Fathom.Client.Ui;

/// <summary>
/// When pictures go to the screen, as the user chose it. While something is dragged the adaptive policy gives way to the newest picture: a hand feels
/// every wait, and jitter only shows in what moves by itself.
/// </summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class PresenterPilot
{
    private readonly PresenterQueue _presenter;
    private bool _isDragging;

    /// <summary>Creates a pilot that begins with what is set.</summary>
    public PresenterPilot(PresenterQueue presenter)
    {
        _presenter = presenter;
        Chosen = presenter.Tuning;
    }

    /// <summary>What the user chose.</summary>
    public PresenterTuning Chosen { get; private set; }

    /// <summary>What is in force now.</summary>
    public PresenterTuning Current => _presenter.Tuning;

    /// <summary>What is known of the server's clock, and the latency that pictures wait for now.</summary>
    public ClockReading Clock => _presenter.Clock;

    /// <summary>The user chose something.</summary>
    public void Choose(PresenterTuning tuning)
    {
        Chosen = tuning;
        Apply();
    }

    /// <summary>Whether something is being dragged.</summary>
    public void Drag(bool isDragging)
    {
        if (isDragging != _isDragging)
        {
            _isDragging = isDragging;
            Apply();
        }
    }

    private void Apply() => _presenter.Tuning = _isDragging && Chosen.Policy == PresenterPolicy.Adaptive ? Chosen with { Policy = PresenterPolicy.Latest } : Chosen;
}
