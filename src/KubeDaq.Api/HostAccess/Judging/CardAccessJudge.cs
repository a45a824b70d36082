using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Needs;
using KubeDaq.Api.Meta;

namespace KubeDaq.Api.HostAccess.Judging;

/// <summary>Decides which readout cards a pod asks for, and says what is said where its account may not use one.</summary>
public static class CardAccessJudge
{
    /// <summary>The most resources of cards that the containers of one pod may ask for; the API server's limit of checks in a request sets it.</summary>
    public const int MaxCards = 16;

    /// <summary>The names of the cards whose resources the pod asks for.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="units">The card of each resource that stands for one unit of a card, such as dune.daq/flxcard-apa001-data0.</param>
    public static IReadOnlyList<string> CardsOf(JsonObject pod, IReadOnlyDictionary<string, string> units)
    {
        ArgumentNullException.ThrowIfNull(pod);
        return [.. Asked(pod).Select(name => units.GetValueOrDefault(name) ?? name[ApiGroup.CardResourcePrefix.Length..])
            .Distinct()];
    }

    /// <summary>Whether a pod asks for more cards than can be judged.</summary>
    public static bool AsksTooMuch(JsonObject pod)
    {
        ArgumentNullException.ThrowIfNull(pod);
        return Asked(pod).Count() > MaxCards;
    }

    /// <summary>What is said where a service account may not use a card.</summary>
    public static string Denial(ObjectName account, string card) => Denials.OfCard(account, card);

    /// <summary>What is said where a pod asks for more cards than can be judged.</summary>
    public static string TooMany { get; } = $"a pod may ask for at most {MaxCards} readout cards; use several pods";

    private static IEnumerable<string> Asked(JsonObject pod) => PodContainer.Of(pod["spec"])
        .SelectMany(container => ResourceReading.Names(container.Value))
        .Where(name => name.StartsWith(ApiGroup.CardResourcePrefix, StringComparison.Ordinal));
}
