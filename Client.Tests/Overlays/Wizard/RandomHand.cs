using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Wizard;
using Fathom.Render;

namespace Fathom.Client.Tests.Overlays.Wizard;

/// <summary>A user who does anything at all with a wizard.</summary>
internal static class RandomHand
{
    public static bool IsHistory(int seed) => seed % 20 is 15 or 16;

    public static void Do(CalibrationWizard wizard, int seed)
    {
        int n = seed / 20;
        var handle = new WizardHandle((WizardPart)(n % 5), (n % 9) - 1);
        var pixel = new PointPx((n % 700) - 20.25, (n / 7 % 520) - 10.5);
        var world = new PointWorld((n % 131) - 15.5, (n / 11 % 97) - 8);
        switch (seed % 20)
        {
            case < 4:
                wizard.ClickFrame(pixel);
                break;
            case < 8:
                wizard.ClickScene(world);
                break;
            case 8:
                wizard.Set(handle, n % 13 == 0 ? new PointPx(double.NaN, 1) : pixel, isDrag: n % 2 == 0);
                break;
            case 9:
                wizard.Set(handle, n % 13 == 0 ? new PointWorld(double.PositiveInfinity, 1) : world, isDrag: n % 2 == 0);
                break;
            case 10:
                wizard.Remove(handle);
                break;
            case 11:
                wizard.Choose((CalibrationMethod)(n % 5));
                break;
            case 12:
                wizard.Choose((LandmarkKind)(n % 3));
                break;
            case 13:
                wizard.SetFlip(n % 2 == 0);
                break;
            case 14:
                wizard.SetLength((n % 50) - 5);
                wizard.SetUnitsPerPx(((n % 50) - 5) * 1e-3);
                break;
            case 15:
                wizard.Undo();
                break;
            case 16:
                wizard.Redo();
                break;
            case 17:
                wizard.Mend();
                break;
            case 18 when n % 7 == 0:
                wizard.Clear();
                break;
            default:
                wizard.EndDrag();
                break;
        }
    }
}
