namespace KubeDaq.NodeAgent.Offering;

/// <summary>What one pod can be given: a card, or one unit of a split card.</summary>
/// <param name="Card">The name of the card.</param>
/// <param name="Unit">The unit; null for the card as a whole.</param>
internal sealed record CardPart(string Card, string? Unit = null)
{
    /// <summary>Its name among the parts of all cards, a DNS label: <c>apa001</c> or <c>apa001-data0</c>.</summary>
    public string Name => Unit is null ? Card : $"{Card}-{Unit}";

    /// <summary>Whether who has this part stands in the way of who wants the other: the same unit, or one of them is the whole card.</summary>
    public bool Overlaps(CardPart other) =>
        Card == other.Card && (Unit is null || other.Unit is null || Unit == other.Unit);

    /// <inheritdoc/>
    public override string ToString() => Unit is null ? $"card {Card}" : $"unit {Unit} of card {Card}";
}
