namespace Fathom.Client.Ui;

/// <summary>What a user wants of a calibration as a whole.</summary>
internal enum WizardWish
{
    /// <summary>Nothing now.</summary>
    None,

    /// <summary>To leave.</summary>
    Leave,

    /// <summary>To save it where it is kept.</summary>
    Save,

    /// <summary>To save it elsewhere.</summary>
    SaveAs,

    /// <summary>To take landmarks from a table.</summary>
    Import,
}
