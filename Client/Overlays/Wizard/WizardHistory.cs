using System.Collections.Generic;

namespace Fathom.Client.Overlays.Wizard;

/// <summary>The drafts before and after the present one. What belongs to one movement of the hand is one step.</summary>
/// <remarks>Bounded: the oldest steps are forgotten.</remarks>
internal sealed class WizardHistory(WizardDraft first)
{
    private const int Most = 500;

    private readonly List<WizardDraft> _before = [];
    private readonly List<WizardDraft> _after = [];
    private string? _movement;

    /// <summary>The present draft.</summary>
    public WizardDraft Now { get; private set; } = first;

    /// <summary>Whether there is something to go back to.</summary>
    public bool CanUndo => _before.Count > 0;

    /// <summary>Whether there is something to go forth to.</summary>
    public bool CanRedo => _after.Count > 0;

    /// <summary>Takes a new draft.</summary>
    /// <param name="draft">It.</param>
    /// <param name="movement">What is moved, where many small changes are one step; null for a step of its own.</param>
    public void Take(WizardDraft draft, string? movement = null)
    {
        if (ReferenceEquals(draft, Now))
        {
            return;
        }

        if (movement is null || movement != _movement)
        {
            _before.Add(Now);
            if (_before.Count > Most)
            {
                _before.RemoveAt(0);
            }
        }

        (Now, _movement) = (draft, movement);
        _after.Clear();
    }

    /// <summary>What is moved next is a step of its own, even the same thing.</summary>
    public void EndMovement() => _movement = null;

    /// <summary>Goes back.</summary>
    public void Undo() => Step(_before, _after);

    /// <summary>Goes forth again.</summary>
    public void Redo() => Step(_after, _before);

    private void Step(List<WizardDraft> from, List<WizardDraft> to)
    {
        _movement = null;
        if (from.Count > 0)
        {
            to.Add(Now);
            Now = from[^1];
            from.RemoveAt(from.Count - 1);
        }
    }
}
