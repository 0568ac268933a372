using Rankion.Core.Chat;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary>Conversations as the API shows them.</summary>
internal static class ChatJson
{
    public static ChatSessionResource Show(ChatSession session) => new()
    {
        Id = session.Id,
        Title = session.Title,
        GalleryImageId = session.GalleryImageId,
        FreeHand = session.FreeHand,
        LeafMessageId = session.LeafId,
        TurnMessageId = session.TurnId,
        CreatedAt = session.CreatedAt,
        UpdatedAt = session.UpdatedAt,
    };

    public static ChatMessageResource Show(ChatLine line)
    {
        var message = line.Message;
        return new()
        {
            Id = message.Id,
            ParentMessageId = message.ParentId,
            SiblingIds = line.Siblings,
            Role = message.Role,
            State = message.State,
            Content = message.Words,
            Parts = [.. message.Parts.Select(Show)],
            SourceImageId = message.SourceId,
            Model = message.Model,
            Credits = message.Credits,
            CreditsLeft = message.CreditsLeft,
            Error = Error(message.ErrorCode, message.ErrorMessage),
            CreatedAt = message.CreatedAt,
            FinishedAt = message.FinishedAt,
        };
    }

    public static ChatPartResource Show(ChatPart part) => new()
    {
        Id = part.Id,
        Kind = part.IsCall ? "call" : "text",
        Text = part.Text,
        Tool = part.Tool,
        Arguments = part.Arguments,
        Prompt = part.Prompt,
        State = part.State,
        Price = part.Price,
        Credits = part.Credits,
        ImageIds = part.ImageIds,
        JobId = part.JobId is { } job ? ApiIds.Job(job) : null,
        Result = part.Result,
        Error = Error(part.ErrorCode, part.ErrorMessage),
    };

    public static ChatTurnReceipt Show(ChatReceipt receipt) => new()
    {
        SessionId = receipt.SessionId,
        QuestionId = receipt.QuestionId,
        MessageId = receipt.AnswerId,
        JobId = ApiIds.Job(receipt.JobId),
    };

    private static ErrorResource? Error(string? code, string? message) => code is null ? null : new(code, message ?? "");
}
