using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rankion.Core.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AddExportQuality : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_exports_team_id",
                table: "exports");

            migrationBuilder.AddColumn<bool>(
                name: "omit_prompts",
                table: "exports",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "quality",
                table: "exports",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_exports_team_id_job_id",
                table: "exports",
                columns: new[] { "team_id", "job_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_exports_team_id_job_id",
                table: "exports");

            migrationBuilder.DropColumn(
                name: "omit_prompts",
                table: "exports");

            migrationBuilder.DropColumn(
                name: "quality",
                table: "exports");

            migrationBuilder.CreateIndex(
                name: "ix_exports_team_id",
                table: "exports",
                column: "team_id");
        }
    }
}
