-- One row is one accepted row of PC02 that is in force at D: village x screening round.
select
    -- lineage
    {{ lineage('pc02') }},

    -- keys
    township.township_code, village.village_code,

    -- texts
    form.county_name, form.township_name, form.village_name, form.screen_round, form.unscreened_reason,

    -- numbers
    form.screened_hh, form.screened_p, form.self_hh, form.self_p, form.key_hh, form.key_p, form.new_hh, form.new_p, form.elim_hh,
    form.elim_p
{{ in_force_with_place('pc02') }}
