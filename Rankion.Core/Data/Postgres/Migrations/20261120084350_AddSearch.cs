using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rankion.Core.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AddSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "image_tags");

            migrationBuilder.CreateIndex(
                name: "ix_images_creator",
                table: "images",
                columns: new[] { "team_id", "created_by_id", "created_at", "id" },
                filter: "deleted_at is null and in_gallery");

            migrationBuilder.CreateIndex(
                name: "ix_images_favorite",
                table: "images",
                columns: new[] { "team_id", "created_at", "id" },
                filter: "deleted_at is null and in_gallery and is_favorite");

            migrationBuilder.CreateIndex(
                name: "ix_images_generation",
                table: "images",
                columns: new[] { "team_id", "generation_id", "created_at", "id" },
                filter: "deleted_at is null and in_gallery");

            migrationBuilder.CreateIndex(
                name: "ix_images_model",
                table: "images",
                columns: new[] { "team_id", "model", "created_at", "id" },
                filter: "deleted_at is null and in_gallery");

            migrationBuilder.CreateIndex(
                name: "ix_images_source",
                table: "images",
                columns: new[] { "team_id", "source", "created_at", "id" },
                filter: "deleted_at is null and in_gallery");

            migrationBuilder.CreateIndex(
                name: "ix_images_status",
                table: "images",
                columns: new[] { "team_id", "status", "created_at", "id" },
                filter: "deleted_at is null and in_gallery");

            migrationBuilder.CreateIndex(
                name: "ix_images_trash",
                table: "images",
                columns: new[] { "team_id", "deleted_at", "id" },
                filter: "deleted_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_images_trash_created",
                table: "images",
                columns: new[] { "team_id", "created_at", "id" },
                filter: "deleted_at is not null");

            CreateExtensions(migrationBuilder);
            CreateText(migrationBuilder);
            CreateTables(migrationBuilder);
            CreateTriggers(migrationBuilder);
        }

        private static void CreateExtensions(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            do $$
            begin
                create extension if not exists pg_trgm;
                create extension if not exists btree_gin;
            exception when others then
                raise exception 'Rankion searches with the extensions pg_trgm and btree_gin (postgresql-contrib) and cannot create them (%). Let an administrator run, in this database: create extension pg_trgm; create extension btree_gin;', sqlerrm;
            end $$;
            """);

        // the ICU collation folds every alphabet's case whatever the locale of the database is; its indexed words do need a UTF-8 locale
        private static void CreateText(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            create function image_fold(text) returns text language sql immutable strict parallel safe as $$ select lower($1 collate "und-x-icu") $$;
            alter table images add column search_text text generated always as (image_fold(title || chr(10) || prompt || chr(10) || tags)) stored;
            create index ix_images_text on images using gin (team_id, search_text gin_trgm_ops) where deleted_at is null and in_gallery;
            create index ix_images_edited on images (team_id, coalesce(edited_at, created_at), id) where deleted_at is null and in_gallery;
            create index ix_images_trash_edited on images (team_id, coalesce(edited_at, created_at), id) where deleted_at is not null;
            """);

        private static void CreateTables(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            create table image_tags (
                team_id bigint not null, tag text collate "C" not null, created_at timestamptz not null, image_id bigint not null,
                primary key (team_id, tag, created_at, image_id));
            create table image_counts (
                team_id bigint not null, facet text collate "C" not null, value text collate "C" not null, count bigint not null,
                primary key (team_id, facet, value));
            create function image_listed(i images) returns boolean language sql immutable as $$ select i.in_gallery and i.deleted_at is null $$;
            create function image_facets(i images) returns table (facet text, value text) language sql immutable as $$
                select 'all', '' where image_listed(i)
                union all select 'trash', '' where i.deleted_at is not null
                union all select 'favorite', '' where image_listed(i) and i.is_favorite
                union all select 'project', i.project_id::text where image_listed(i) and i.project_id is not null
                union all select 'model', i.model where image_listed(i)
                union all select 'creator', i.created_by_id::text where image_listed(i)
                union all select 'status', i.status where image_listed(i)
                union all select 'source', i.source where image_listed(i)
                union all select 'tag', tag from unnest(string_to_array(i.tags, chr(10))) tag where image_listed(i) and i.tags <> ''
            $$;
            insert into image_tags (team_id, tag, created_at, image_id)
                select i.team_id, f.value, i.created_at, i.id from images i, image_facets(i) f where f.facet = 'tag';
            insert into image_counts (team_id, facet, value, count)
                select i.team_id, f.facet, f.value, count(*) from images i, image_facets(i) f group by 1, 2, 3
                union all select i.team_id, 'changes', '', 1 from images i group by 1;
            """);

        // Counts wait for the commit: their rows are a team's hottest, and locked late and in one order they are held shortly and never in a circle.
        private static void CreateTriggers(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            create function images_count() returns trigger language plpgsql as $$
            begin
                insert into image_counts as c (team_id, facet, value, count)
                select f.team_id, f.facet, f.value, sum(f.n) from (
                    select coalesce(new.team_id, old.team_id) as team_id, 'changes' as facet, '' as value, 1 as n
                    union all select old.team_id, o.facet, o.value, -1 from image_facets(old) o
                    union all select new.team_id, n.facet, n.value, 1 from image_facets(new) n) f
                group by 1, 2, 3 having sum(f.n) <> 0
                order by f.team_id, f.facet <> 'changes', f.facet, f.value
                on conflict (team_id, facet, value) do update set count = c.count + excluded.count;
                return null;
            end $$;
            create constraint trigger images_count
                after insert or delete or update of team_id, project_id, title, prompt, model, tags, is_favorite, status, source, in_gallery, deleted_at, created_by_id, generation_id, created_at on images
                deferrable initially deferred for each row execute function images_count();

            create function images_tag() returns trigger language plpgsql as $$
            begin
                delete from image_tags t using image_facets(old) o
                where o.facet = 'tag' and t.team_id = old.team_id and t.tag = o.value and t.created_at = old.created_at and t.image_id = old.id;
                insert into image_tags (team_id, tag, created_at, image_id)
                select new.team_id, n.value, new.created_at, new.id from image_facets(new) n where n.facet = 'tag';
                return null;
            end $$;
            create trigger images_tag
                after insert or delete or update of team_id, tags, in_gallery, deleted_at, created_at on images
                for each row execute function images_tag();
            """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // the extensions stay: something else may use them by now
            migrationBuilder.Sql("""
                drop trigger images_tag on images;
                drop trigger images_count on images;
                drop function images_tag();
                drop function images_count();
                drop function image_facets(images);
                drop function image_listed(images);
                drop table image_counts;
                drop table image_tags;
                drop index ix_images_trash_edited;
                drop index ix_images_edited;
                drop index ix_images_text;
                alter table images drop column search_text;
                drop function image_fold(text);
                """);

            migrationBuilder.DropIndex(
                name: "ix_images_creator",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_favorite",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_generation",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_model",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_source",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_status",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_trash",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_trash_created",
                table: "images");

            migrationBuilder.CreateTable(
                name: "image_tags",
                columns: table => new
                {
                    team_id = table.Column<long>(type: "bigint", nullable: false),
                    tag = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    image_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_image_tags", x => new { x.team_id, x.tag, x.created_at, x.image_id });
                    table.ForeignKey(
                        name: "fk_image_tags_image_id",
                        column: x => x.image_id,
                        principalTable: "images",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_image_tags_image_id",
                table: "image_tags",
                column: "image_id");

            migrationBuilder.Sql("""
                insert into image_tags (team_id, tag, created_at, image_id)
                select i.team_id, tag, i.created_at, i.id from images i, unnest(string_to_array(i.tags, chr(10))) tag
                where i.deleted_at is null and i.in_gallery and i.tags <> '';
                """);
        }
    }
}
