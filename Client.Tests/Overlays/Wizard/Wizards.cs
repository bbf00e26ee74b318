using System.Collections.Generic;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Overlays.Wizard;
using Fathom.Client.Tests.Overlays.Calibration;

namespace Fathom.Client.Tests.Overlays.Wizard;

/// <summary>Wizards over a scene of 100 by 80 cm.</summary>
internal static class Wizards
{
    public static SceneFacts Scene { get; } = new(2, "centimeter", new WorldRect(0, 0, 100, 80), []);

    public static SceneFacts YUp { get; } = Scene with { YUp = true };

    public static CalibrationWizard Over(SceneFacts? scene = null, CalibrationDocument? before = null) => new(Arena.Frame, scene ?? Scene, before);

    /// <summary>Clicks pairs as a user does: first in the frame, then in the scene, or the other way round.</summary>
    public static CalibrationWizard Click(this CalibrationWizard wizard, IEnumerable<LandmarkPair> pairs, bool sceneFirst = false)
    {
        foreach (LandmarkPair pair in pairs)
        {
            if (sceneFirst)
            {
                wizard.ClickScene(pair.World);
            }

            wizard.ClickFrame(pair.Pixel);
            if (!sceneFirst)
            {
                wizard.ClickScene(pair.World);
            }
        }

        return wizard;
    }
}
