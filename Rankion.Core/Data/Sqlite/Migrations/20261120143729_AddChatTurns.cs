using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rankion.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddChatTurns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_chat_sessions_team_id_user_id_id",
                table: "chat_sessions");

            migrationBuilder.AddColumn<bool>(
                name: "free_hand",
                table: "chat_sessions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_titled",
                table: "chat_sessions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "leaf_id",
                table: "chat_sessions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "turn_id",
                table: "chat_sessions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "updated_at",
                table: "chat_sessions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.Sql("update chat_sessions set updated_at = created_at, is_titled = true");

            migrationBuilder.AddColumn<int>(
                name: "credits_left",
                table: "chat_messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "error_code",
                table: "chat_messages",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "error_message",
                table: "chat_messages",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "finished_at",
                table: "chat_messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "job_id",
                table: "chat_messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "language",
                table: "chat_messages",
                type: "TEXT",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "may_write",
                table: "chat_messages",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "model",
                table: "chat_messages",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "parent_id",
                table: "chat_messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "source_id",
                table: "chat_messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "state",
                table: "chat_messages",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "done");

            migrationBuilder.AddColumn<string>(
                name: "time_zone",
                table: "chat_messages",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "chat_parts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    message_id = table.Column<long>(type: "INTEGER", nullable: false),
                    round = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    tool = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    call_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    arguments = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    asked = table.Column<bool>(type: "INTEGER", nullable: false),
                    price = table.Column<int>(type: "INTEGER", nullable: false),
                    credits = table.Column<int>(type: "INTEGER", nullable: false),
                    job_id = table.Column<long>(type: "INTEGER", nullable: true),
                    image_ids = table.Column<string>(type: "TEXT", nullable: false),
                    result = table.Column<string>(type: "TEXT", nullable: true),
                    error_code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    error_message = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chat_parts", x => x.id);
                    table.ForeignKey(
                        name: "fk_chat_parts_message_id",
                        column: x => x.message_id,
                        principalTable: "chat_messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_chat_sessions_team_id_user_id_updated_at_id",
                table: "chat_sessions",
                columns: new[] { "team_id", "user_id", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_chat_messages_job_id",
                table: "chat_messages",
                column: "job_id",
                filter: "job_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_chat_parts_message_id_id",
                table: "chat_parts",
                columns: new[] { "message_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "chat_parts");

            migrationBuilder.DropIndex(
                name: "ix_chat_sessions_team_id_user_id_updated_at_id",
                table: "chat_sessions");

            migrationBuilder.DropIndex(
                name: "ix_chat_messages_job_id",
                table: "chat_messages");

            migrationBuilder.DropColumn(
                name: "free_hand",
                table: "chat_sessions");

            migrationBuilder.DropColumn(
                name: "is_titled",
                table: "chat_sessions");

            migrationBuilder.DropColumn(
                name: "leaf_id",
                table: "chat_sessions");

            migrationBuilder.DropColumn(
                name: "turn_id",
                table: "chat_sessions");

            migrationBuilder.DropColumn(
                name: "updated_at",
                table: "chat_sessions");

            migrationBuilder.DropColumn(
                name: "credits_left",
                table: "chat_messages");

            migrationBuilder.DropColumn(
                name: "error_code",
                table: "chat_messages");

            migrationBuilder.DropColumn(
                name: "error_message",
                table: "chat_messages");

            migrationBuilder.DropColumn(
                name: "finished_at",
                table: "chat_messages");

            migrationBuilder.DropColumn(
                name: "job_id",
                table: "chat_messages");

            migrationBuilder.DropColumn(
                name: "language",
                table: "chat_messages");

            migrationBuilder.DropColumn(
                name: "may_write",
                table: "chat_messages");

            migrationBuilder.DropColumn(
                name: "model",
                table: "chat_messages");

            migrationBuilder.DropColumn(
                name: "parent_id",
                table: "chat_messages");

            migrationBuilder.DropColumn(
                name: "source_id",
                table: "chat_messages");

            migrationBuilder.DropColumn(
                name: "state",
                table: "chat_messages");

            migrationBuilder.DropColumn(
                name: "time_zone",
                table: "chat_messages");

            migrationBuilder.CreateIndex(
                name: "ix_chat_sessions_team_id_user_id_id",
                table: "chat_sessions",
                columns: new[] { "team_id", "user_id", "id" });
        }
    }
}
