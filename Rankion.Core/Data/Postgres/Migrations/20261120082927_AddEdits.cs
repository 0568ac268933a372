using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Rankion.Core.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AddEdits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "edit_session_id",
                table: "images",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "input_id",
                table: "images",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "mask_sha256",
                table: "images",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "edit_sessions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    team_id = table.Column<long>(type: "bigint", nullable: false),
                    created_by_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_edit_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_edit_sessions_team_id",
                        column: x => x.team_id,
                        principalTable: "teams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_images_edit_session_id",
                table: "images",
                column: "edit_session_id",
                filter: "edit_session_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_images_mask_sha256",
                table: "images",
                column: "mask_sha256",
                filter: "mask_sha256 is not null");

            migrationBuilder.CreateIndex(
                name: "ix_edit_sessions_team_id",
                table: "edit_sessions",
                column: "team_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "edit_sessions");

            migrationBuilder.DropIndex(
                name: "ix_images_edit_session_id",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_mask_sha256",
                table: "images");

            migrationBuilder.DropColumn(
                name: "edit_session_id",
                table: "images");

            migrationBuilder.DropColumn(
                name: "input_id",
                table: "images");

            migrationBuilder.DropColumn(
                name: "mask_sha256",
                table: "images");
        }
    }
}
