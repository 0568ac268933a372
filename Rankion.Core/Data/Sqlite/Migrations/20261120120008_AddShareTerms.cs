using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rankion.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddShareTerms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "download_count",
                table: "shares",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "download_size",
                table: "shares",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "original");

            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "shares",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "show_label",
                table: "shares",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<bool>(
                name: "show_prompt",
                table: "shares",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "visitor_count",
                table: "shares",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "share_policies",
                columns: table => new
                {
                    team_id = table.Column<long>(type: "INTEGER", nullable: false),
                    default_days = table.Column<int>(type: "INTEGER", nullable: true),
                    max_life_days = table.Column<int>(type: "INTEGER", nullable: true),
                    password_required = table.Column<bool>(type: "INTEGER", nullable: false),
                    label_forced = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_share_policies", x => x.team_id);
                    table.ForeignKey(
                        name: "fk_share_policies_team_id",
                        column: x => x.team_id,
                        principalTable: "teams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "share_visitors",
                columns: table => new
                {
                    share_id = table.Column<long>(type: "INTEGER", nullable: false),
                    day = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_share_visitors", x => new { x.share_id, x.day, x.hash });
                    table.ForeignKey(
                        name: "fk_share_visitors_share_id",
                        column: x => x.share_id,
                        principalTable: "shares",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_shares_team_id_id",
                table: "shares",
                columns: new[] { "team_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_share_visitors_day",
                table: "share_visitors",
                column: "day");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "share_policies");

            migrationBuilder.DropTable(
                name: "share_visitors");

            migrationBuilder.DropIndex(
                name: "ix_shares_team_id_id",
                table: "shares");

            migrationBuilder.DropColumn(
                name: "download_count",
                table: "shares");

            migrationBuilder.DropColumn(
                name: "download_size",
                table: "shares");

            migrationBuilder.DropColumn(
                name: "note",
                table: "shares");

            migrationBuilder.DropColumn(
                name: "show_label",
                table: "shares");

            migrationBuilder.DropColumn(
                name: "show_prompt",
                table: "shares");

            migrationBuilder.DropColumn(
                name: "visitor_count",
                table: "shares");
        }
    }
}
