using System.Collections.Generic;

namespace Fathom.Protocol.Colormaps;

/// <summary>
/// Control points of the perceptual colormaps: the published colours at every fifth entry (0, 5 … 255), as hexadecimal RGB.
/// Straight lines between them stay within 2 of 255 of the full tables (4 for cividis), 0.2 on average.
/// </summary>
internal static class ColormapKnots
{
    /// <summary>The distance between two control points, in table entries.</summary>
    internal const int Step = 5;

    internal static readonly IReadOnlyDictionary<string, string> ByName = new Dictionary<string, string>
    {
        ["viridis"] =
            "44015446085c471063481769481d6f482475472a7a46307e453781433d844142873f48893d4e8a3a538b38598c355e8d33638d31" +
            "688e2e6d8e2c718e2a768e297b8e27808e25848e23898e218e8d20928c1f978b1e9c891fa18821a58524aa8328ae802eb37c35b7" +
            "793dbc7446c06f50c46a5ac86465cb5e70cf577cd25089d54895d840a2da37b0dd2fbddf26cae11fd8e219e5e419f1e51dfde725",
        ["magma"] =
            "00000402020b0504160907200e0b2b140e361a104221114e29115a311165390f6e420f754a107952137c5a167e6219806a1c8172" +
            "1f81792282812581892881912b81992d80a1307eaa337db2357bba3878c23b75ca3e72d2426fd9466be04c67e75263ec5860f160" +
            "5df4695cf7725cf97b5dfb8560fc8e64fd9869fea16efeaa74feb47bfebd82fec68afecf92fed89afde2a3fdebacfcf4b6fcfdbf",
        ["inferno"] =
            "00000402020c0504170a072210092d160b391e0c45260c512f0a5b380962400a67490b6a510e6c59106e61136e69166e71196e78" +
            "1c6d801f6c88226a902568982766a02a63a82e5fb0315bb73557bf3952c63d4dcc4248d34743d94d3ddf5337e45a31e9612bed69" +
            "25f1711ff47918f78212f98b0bfa9407fb9d07fca60cfcb014fbba1ffac42af8cd37f6d746f4e156f2ea69f2f27df5f992fcffa4",
        ["plasma"] =
            "0d08871b068d2605912f059638049a41049d4903a05102a35901a56100a76900a87100a87801a88004a88707a68e0ca49511a19c" +
            "179ea21d9aa82296ae2892b42e8dba3388bf3984c43e7fc9447acd4a76d24f71d6556dda5b69de6164e26660e66c5ce97257ed79" +
            "53f07f4ff3854bf58c46f79342f99a3efba139fca835fdaf31feb72dfebe2afdc627fcce25fbd724f8df25f6e826f3f027f0f921",
        ["turbo"] =
            "30123b36215f3b2f803f3e9c424bb54559cb4666dd4773eb4680f6458cfd4099ff38a5fb2fb2f427bee91fc9dd1ad4d018ddc21a" +
            "e4b622ebaa2ff19b3ff68a52fa7a65fd6979fe598bff4b9cfe40a9fb39b7f735c3f134d0ea34dbe236e5d938eecf3af5c53afaba" +
            "39fdae35fea130fe932afc8423f9751df46617ef5811e84b0ce14109d83706ce2d04c32503b71d02a916019b0f018b09027a0403",
        ["cividis"] =
            "00224e002656002a5f002d68003070083370163770203a6f273e6e2e416d34456c3a486c3f4c6c444f6c49536c4e566c535a6d57" +
            "5d6d5c616e60646f656870696b716d6f727272747676767a7a787e7d788381798885788d8878928c789690779b9476a09875a59c" +
            "74aaa073afa471b5a86fbaac6dbfb06bc4b468c9b965cfbd62d4c15fdac65bdfca57e5cf52ead34cf0d846f6dd3ffce236fee838",
        ["twilight"] =
            "e2d9e2dcd9dfd2d5dbc5cfd5b6c8cfa7c0cb99b8c88cafc580a5c3769cc16e92c06888be647dbc6172ba6067b65f5bb25e4fac5e" +
            "43a55c379c5a2b905621824f19724714613f125137114432123a3312373a113a43123e4f14445c1749691a4d761f4f8325508e2c" +
            "50983550a13f50a94950b15452b75f55bc6b59c1775fc58468c89073ca9c80cda88fd1b4a0d5bfb1d9c9c2ddd1d1e0d7dbe2d9e2",
        ["twilight_shifted"] =
            "3014373511403c114b44135a4c176b531e7c58278b5b32985d3ea15e4ba95f57b05f62b4606eb86379bb6684bd6c8ebf7398c17c" +
            "a2c287abc493b4c6a1bdc9b0c5cdbfccd3cdd3d8d8d8dee0d9e2e1d8dfdfd4d6dbccc8d7c3b8d2b8a7cfad96cca186c99578c689" +
            "6cc27c63be705bb96456b35953ac4d51a543509c3950922f508727507b21506f1c4e61184b5415464813413d113c3511382f1436",
    };
}
