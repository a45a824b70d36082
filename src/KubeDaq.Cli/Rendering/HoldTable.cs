using KubeDaq.Api.ReadoutCards;
using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.Rendering;

/// <summary>Cards with those who hold them, a row a hold.</summary>
internal sealed class HoldTable(DateTimeOffset now)
{
    private readonly Columns _columns = new("CARD", "HOST", "HEALTH", "HOLDER", "POD", "SINCE", "REQUESTED-BY");

    public void Write(IEnumerable<ReadoutCard> cards, bool history, Terminal terminal)
    {
        foreach (var card in cards.OrderBy(c => c.Metadata.Name, StringComparer.Ordinal))
        {
            AddHolds(card);
            foreach (var past in history ? card.Status?.History ?? [] : [])
                _columns.Add("", "", "", new Cell(past.Partition, Shade.Quiet), Cell.Nothing, Past(past), past.RequestedBy);
        }

        _columns.Write(terminal);
    }

    private void AddHolds(ReadoutCard card)
    {
        var holds = CardHolds.Of(card);
        Cell host = card.Spec.Host;
        if (holds.Count == 0)
            _columns.Add(card.Metadata.Name, host, CardListing.Health(card), new Cell("free", Shade.Good), Cell.Nothing, Cell.Nothing, Cell.Nothing);
        foreach (var hold in holds)
        {
            Cell name = hold.Unit is null ? card.Metadata.Name : $"{card.Metadata.Name}/{hold.Unit}";
            _columns.Add(name, host, CardListing.Health(card), hold.Holder, hold.Lease?.Pod, Since(hold.Lease), hold.Lease?.RequestedBy);
        }
    }

    private Cell Since(CardLease? lease) => lease is null ? Cell.Nothing : $"{lease.Since:yyyy-MM-dd HH:mm}Z ({Age.Since(lease.Since, now)})";

    private static Cell Past(PastHold past) => new(
        $"{past.Since:yyyy-MM-dd HH:mm}Z to {past.Until:HH:mm}Z{(past.Reason is null ? "" : $", {past.Reason}")}", Shade.Quiet);
}
