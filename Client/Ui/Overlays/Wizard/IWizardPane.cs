using Fathom.Client.Overlays.Wizard;

namespace Fathom.Client.Ui;

/// <summary>A picture in which points are picked; positions are framebuffer pixels.</summary>
internal interface IWizardPane
{
    /// <summary>The point under a place; none where there is none.</summary>
    WizardHandle HandleAt(double x, double y);

    /// <summary>Where a point stands; null where it is not picked.</summary>
    (double X, double Y)? PlaceOf(WizardHandle handle);

    /// <summary>A click beside all points.</summary>
    void Click(double x, double y);

    /// <summary>A click on a point.</summary>
    void Select(WizardHandle handle);

    /// <summary>A point is dragged.</summary>
    void Move(WizardHandle handle, double x, double y);

    /// <summary>It was let go.</summary>
    void EndMove();

    /// <summary>The picture is dragged.</summary>
    void Pan(double dx, double dy);
}
