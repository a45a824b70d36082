namespace KubeDaq.Cli.Terminals;

/// <summary>What a piece of text means, as a colour; the values are the numbers of ANSI colours.</summary>
internal enum Shade
{
    Plain = 0,
    Bad = 31,
    Good = 32,
    Attention = 33,
    Quiet = 90,
    First = 36,
    Second = 35,
    Third = 34,
    Fourth = 93,
    Fifth = 92,
}
