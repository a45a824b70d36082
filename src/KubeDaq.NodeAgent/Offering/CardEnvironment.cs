namespace KubeDaq.NodeAgent.Offering;

/// <summary>What a container finds in its environment of the card it was given: the names that partitions use, and one a card for containers with several.</summary>
internal static class CardEnvironment
{
    /// <summary>How the variables end that are named after the card.</summary>
    public static string Suffix(CardResource resource) => "_" + resource.Part.Name.ToUpperInvariant().Replace('-', '_').Replace('.', '_');

    /// <summary>The variables in a fixed order.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(CardResource resource)
    {
        var devices = resource.Devices;
        var (first, all) = (devices.Count > 0 ? devices[0] : "", string.Join(',', devices));
        var own = Suffix(resource);
        return
        [
            new("KUBEDAQ_CARD_NAME", resource.Part.Card),
            new("KUBEDAQ_CARD_NAMES", resource.Part.Card),
            new("KUBEDAQ_CARD_DEVICE", first),
            new("KUBEDAQ_CARD_DEVICES", all),
            new("KUBEDAQ_CARD_DEVICE" + own, first),
            new("KUBEDAQ_CARD_DEVICES" + own, all),
        ];
    }
}
